import { getNamedType, isAbstractType, isInputObjectType, isObjectType } from 'graphql';
import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLObjectType, GraphQLSchema } from 'graphql';

/** A field on the way, and the type it is asked of. */
export interface Step {
  readonly parent: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
}

/** Where a value of a client goes in: an argument, or a field however deep in an input object. */
export interface Place {
  readonly argument: GraphQLArgument;
  /** Names below the argument. */
  readonly within: readonly string[];
  /** The type of the value alone, and the input type it stands in. */
  readonly type: GraphQLInputType;
  readonly holder?: string;
}

/** A place of the last of some fields that lead to it from a root. */
export interface Path {
  readonly steps: readonly Step[];
  readonly place: Place;
}

/** Every place of a field's arguments. */
export function placesOf(field: GraphQLField<unknown, unknown>): Place[] {
  const within = (argument: GraphQLArgument, type: GraphQLInputType, names: readonly string[], holders: readonly string[]): Place[] => {
    const named = getNamedType(type);
    if (!isInputObjectType(named)) return [{ argument, within: names, type: named, holder: holders.at(-1) }];
    // An input that holds itself is tried once around.
    if (holders.includes(named.name)) return [];
    return Object.values(named.getFields()).flatMap((each) => within(argument, each.type, [...names, each.name], [...holders, named.name]));
  };
  return field.args.flatMap((argument) => within(argument, argument.type, [], []));
}

/** The ways from a root field to each field of each type it leads to, the shortest to each. */
export function waysFrom(schema: GraphQLSchema, parent: GraphQLObjectType, root: GraphQLField<unknown, unknown>): Step[][] {
  const ways: Step[][] = [];
  const been = new Set<string>();
  const waiting: Step[][] = [[{ parent, field: root }]];
  for (let steps = waiting.shift(); steps; steps = waiting.shift()) {
    ways.push(steps);
    const answer = getNamedType((steps.at(-1) as Step).field.type);
    const types = isAbstractType(answer) ? schema.getPossibleTypes(answer) : isObjectType(answer) ? [answer] : [];
    for (const type of types)
      for (const field of Object.values(type.getFields())) {
        const key = `${type.name}.${field.name}`;
        if (been.has(key)) continue;
        been.add(key);
        waiting.push([...steps, { parent: type, field }]);
      }
  }
  return ways;
}

/** Every way from every root of reading to every place that takes a value. */
export function pathsOf(schema: GraphQLSchema): Path[] {
  const query = schema.getQueryType() as GraphQLObjectType;
  return Object.values(query.getFields()).flatMap((root) =>
    waysFrom(schema, query, root).flatMap((steps) => placesOf((steps.at(-1) as Step).field).map((place) => ({ steps, place }))),
  );
}

/** The place as one writes it: `Team.findings(filter.within)`. */
export function nameOf({ steps, place }: Path): string {
  const { parent, field } = steps.at(-1) as Step;
  return `${parent.name}.${field.name}(${[place.argument.name, ...place.within].join('.')})`;
}

/** The same with all that leads to it. */
export function routeOf(path: Path): string {
  return [...path.steps.slice(0, -1).map(({ parent, field }) => `${parent.name}.${field.name}`), nameOf(path)].join(' > ');
}
