import { getNamedType, isAbstractType, isCompositeType, isObjectType, Kind, SchemaMetaFieldDef, TypeMetaFieldDef } from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  GraphQLCompositeType,
  GraphQLField,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { idCount, isIncluded, isList, itemCount, pageSize } from './sizes';
import type { Variables } from './sizes';

/** Rows that a list is taken to have whose length nobody can know before. */
const UNKNOWN_LIST = 5;
/** What a change costs beyond what it answers with, and each item of the lists it takes. */
const CHANGE = 10;
const ITEM = 1;
/** Beyond this nothing is told apart. */
const BEYOND = 1e12;

/** Points, apart by what they are for: rows may turn out fewer, what is declared is spent. */
export interface Cost {
  readonly rows: number;
  readonly declared: number;
}

export const total = ({ rows, declared }: Cost): number => rows + declared;

const NOTHING: Cost = { rows: 0, declared: 0 };
const plus = (a: Cost, b: Cost): Cost => ({ rows: a.rows + b.rows, declared: a.declared + b.declared });
const times = ({ rows, declared }: Cost, n: number): Cost => ({
  rows: Math.min(rows * n, BEYOND),
  declared: Math.min(declared * n, BEYOND),
});

/**
 * The most points that an operation can cost with these variables. It must be valid.
 * @throws Refusal PAGE_TOO_LARGE, LIST_TOO_LONG for lists that are known to be longer than may be.
 */
export function costOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): Cost {
  const fragments = new Map(
    document.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const known = new Map<SelectionSetNode, Map<string, Cost>>();

  /** Each set once for each type it is read on, however often it is spread. */
  const ofSet = (set: SelectionSetNode, type: GraphQLCompositeType, rows: number): Cost => {
    const key = `${type.name} ${rows}`;
    const costs = known.get(set) ?? new Map<string, Cost>();
    known.set(set, costs);
    let cost = costs.get(key);
    if (!cost) {
      cost = isAbstractType(type)
        ? schema.getPossibleTypes(type).reduce((most, each) => dearer(most, ofObject(set, each, rows)), NOTHING)
        : ofObject(set, type, rows);
      costs.set(key, cost);
    }
    return cost;
  };

  const ofObject = (set: SelectionSetNode, type: GraphQLObjectType, rows: number): Cost => {
    let sum = NOTHING;
    for (const selection of set.selections) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        sum = plus(sum, ofField(selection, type, rows));
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
      const applies = !condition || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
      if (fragment && applies) sum = plus(sum, ofSet(fragment.selectionSet, type, rows));
    }
    return sum;
  };

  const ofField = (node: FieldNode, parent: GraphQLObjectType, rows: number): Cost => {
    const field = fieldOf(schema, parent, node.name.value);
    if (!field) return NOTHING;
    const type = getNamedType(field.type);
    let own: Cost = { rows: 0, declared: (field.extensions.cost as number | undefined) ?? 0 };
    if (parent === schema.getMutationType()) own = plus(own, { rows: 0, declared: CHANGE + ITEM * itemCount(node, variables) });
    if (!isCompositeType(type) || !node.selectionSet) return own;
    if (isConnection(type))
      return plus(own, plus({ rows: 1, declared: 0 }, ofSet(node.selectionSet, type, pageSize(field, node, variables))));
    const below = ofSet(node.selectionSet, type, 0);
    // An edge and what says where a page stands are no rows of their own.
    if (isConnection(parent)) return plus(own, isList(field.type) ? times(below, rows) : below);
    const count = isList(field.type) ? (idCount(field, node, variables) ?? UNKNOWN_LIST) : 1;
    return plus(own, times(plus({ rows: 1, declared: 0 }, below), count));
  };

  const root = schema.getRootType(operation.operation);
  return root ? ofSet(operation.selectionSet, root, 0) : NOTHING;
}

function dearer(a: Cost, b: Cost): Cost {
  return total(b) > total(a) ? b : a;
}

function isConnection(type: GraphQLCompositeType): boolean {
  return isObjectType(type) && type.name.endsWith('Connection') && 'edges' in type.getFields();
}

function fieldOf(schema: GraphQLSchema, parent: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name && parent === schema.getQueryType()) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name && parent === schema.getQueryType()) return TypeMetaFieldDef;
  return parent.getFields()[name];
}
