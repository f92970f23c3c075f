import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import type { GraphQLNamedType } from 'graphql';
import { createSchema, guard, permissionOf } from '../../src/api/schema';
import { PERMISSIONS } from '../../src/auth/permissions';
import type { Context } from '../../src/graphql/context';
import { CATALOGUE } from '../../src/errors';
import { generate } from '../../tools/gen';

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const schema = createSchema();

it.each(Object.entries(generate()))('%s is what npm run gen writes', (path, content) => {
  expect(read(path)).toBe(content);
});

describe('every root field', () => {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.values(type?.getFields() ?? {}));

  it('names a permission of the table', () => {
    expect(roots.length).toBeGreaterThan(20);
    for (const field of roots) expect(PERMISSIONS).toContain(permissionOf(field));
  });

  it('stops the service if it names none', () => {
    const root = (name: string) => new GraphQLObjectType<unknown, Context>({ name, fields: { open: { type: GraphQLString } } });
    const [query, mutation, other] = [root('Query'), root('Mutation'), root('Other')];
    const open = new GraphQLSchema({ query, mutation, types: [other] });
    const guarding = (type: typeof query) => () => guard(open, type, type.getFields().open as never);
    expect(guarding(query)).toThrow("Query.open names no permission; mark it with @Needs('…').");
    expect(guarding(mutation)).toThrow("Mutation.open names no permission; mark it with @Needs('…').");
    expect(guarding(other)).not.toThrow();
  });

  it.each(PERMISSIONS)('is refused to an actor who lacks %s, before anything is read', (permission) => {
    const read = jest.fn(() => 'read');
    const fields = { marked: { type: GraphQLString, extensions: { permission }, resolve: read } };
    const query = new GraphQLObjectType<unknown, Context>({ name: 'Query', fields });
    const field = query.getFields().marked;
    if (!field) throw new Error('the field is there');
    guard(new GraphQLSchema({ query }), query, field);
    const as = (grants: readonly { role: string }[]) =>
      field.resolve?.(undefined, {}, { session: { actor: { id: 'a', grants } } } as unknown as Context, {} as never);
    expect(() => as([])).toThrow(expect.objectContaining({ code: 'FORBIDDEN', details: { permission } }));
    expect(read).not.toHaveBeenCalled();
    expect(as([{ role: 'province-admin' }])).toBe('read');
  });
});

type Described = { description?: string | null };

/** What the printed schema describes, each with its path. */
function described(type: GraphQLNamedType): [string, Described][] {
  const found: [string, Described][] = [[type.name, type]];
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
    for (const field of Object.values(type.getFields())) {
      found.push([`${type.name}.${field.name}`, field]);
      for (const argument of 'args' in field ? field.args : []) found.push([`${type.name}.${field.name}(${argument.name})`, argument]);
    }
  // The rules are described where the contract describes them, so their names are enough here.
  if (isEnumType(type) && type.name !== 'RuleName') for (const value of type.getValues()) found.push([`${type.name}.${value.name}`, value]);
  return found;
}

describe('the printed schema', () => {
  const printed = buildSchema(read('schema/schema.graphql'));
  const everything = Object.values(printed.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap(described);

  it('describes every type, field, argument, input field and value in prose: a sentence with its full stop', () => {
    expect(everything.length).toBeGreaterThan(400);
    const PROSE = /^["`\p{Lu}][\s\S]*[^\s.][.]$/u;
    expect(everything.filter(([, { description }]) => !PROSE.test(description?.trim() ?? '')).map(([path]) => path)).toEqual([]);
  });

  it('holds no words that were left to be written', () => {
    const unwritten = everything.filter(([, { description }]) => /\b(TODO|FIXME|XXX|TBD)\b/i.test(description ?? ''));
    expect(unwritten.map(([path]) => path)).toEqual([]);
  });

  it('gives every connection the same shape', () => {
    const lists = Object.values(printed.getTypeMap()).flatMap((type) =>
      isObjectType(type) && type.name.endsWith('Connection') ? Object.keys(type.getFields()).sort().join() : [],
    );
    expect(new Set(lists)).toEqual(new Set(['edges,pageInfo,totalCount']));
  });
});

describe('a refusal', () => {
  const code = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && file !== 'errors.ts')
    .map((file) => read(`src/${file}`))
    .join('\n');
  const thrown = new Set([...code.matchAll(/new Refusal\(\s*'([A-Z_]+)'/g)].map(([, name]) => name as string));

  it('has a code of the catalogue, written out where it is thrown', () => {
    expect(thrown.size).toBeGreaterThan(15);
    expect([...thrown].filter((name) => !Object.hasOwn(CATALOGUE, name))).toEqual([]);
    expect([...code.matchAll(/new Refusal\(\s*([^'\s][^,)]*)/g)].map(([, name]) => name)).toEqual([]);
  });

  it('of the catalogue is used somewhere, or is one that graphql itself gives', () => {
    const graphqlsOwn = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];
    const unused = Object.keys(CATALOGUE).filter((name) => !graphqlsOwn.includes(name) && !code.includes(`'${name}'`));
    expect(unused).toEqual([]);
  });

  it('is listed in schema/errors.md with both sentences and all details, and nothing else is', () => {
    const page = read('schema/errors.md');
    const listed = [...page.matchAll(/^## (\w+)$/gm)].map(([, name]) => name);
    expect(listed).toEqual(Object.keys(CATALOGUE).sort());
    for (const { en, vi, details } of Object.values(CATALOGUE)) {
      for (const sentence of [`- en: ${en}`, `- vi: ${vi}`]) expect(page).toContain(sentence);
      for (const [name, meaning] of Object.entries(details)) expect(page).toContain(`- \`${name}\`: ${meaning}`);
    }
  });

  it.each(Object.entries(CATALOGUE))('%s says in both languages only what its details hold', (_, { en, vi, details }) => {
    const placeholders = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
    for (const sentence of [en, vi]) for (const name of placeholders(sentence)) expect(Object.keys(details)).toContain(name);
    expect(new Set(placeholders(vi))).toEqual(new Set(placeholders(en)));
    expect(vi).toMatch(/[àáảãạăâđêôơưýỳ]/i);
  });
});
