import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLNamedType } from 'graphql';
import { createSchema, permissionOf } from '../../src/api/schema';
import { PERMISSIONS } from '../../src/auth/permissions';
import { CATALOGUE } from '../../src/errors';
import { generate } from '../../tools/gen';

const ROOT = join(__dirname, '../..');
const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

it.each(Object.entries(generate()))('%s is what npm run gen writes', (path, content) => {
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(content);
});

it('every root field names a permission', () => {
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.values(type?.getFields() ?? {}));
  expect(roots.length).toBeGreaterThan(20);
  for (const field of roots)
    expect({ field: field.name, permission: permissionOf(field) }).toEqual({ field: field.name, permission: expect.stringMatching(/./) });
  for (const field of roots) expect(PERMISSIONS).toContain(permissionOf(field));
});

function undescribed(type: GraphQLNamedType): string[] {
  const missing = type.description ? [] : [type.name];
  const check = (path: string, { description }: { description?: string | null }) => {
    if (!description?.trim()) missing.push(path);
  };
  if (isObjectType(type) || isInterfaceType(type))
    for (const field of Object.values(type.getFields())) {
      check(`${type.name}.${field.name}`, field);
      for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field);
  // The rules are described where the contract describes them, so their names are enough here.
  if (isEnumType(type) && type.name !== 'RuleName' && type.name !== 'RuleOutcome')
    for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
  return missing;
}

it('every type, field, argument and value is described', () => {
  expect(types.flatMap(undescribed)).toEqual([]);
});

it('every refusal in the code is in the catalogue, and every code of the catalogue is used', () => {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && file !== 'errors.ts',
  );
  const code = sources.map((file) => readFileSync(join(ROOT, 'src', file), 'utf8')).join('\n');
  const thrown = new Set([...code.matchAll(/new Refusal\(\s*'([A-Z_]+)'/g)].map(([, name]) => name as string));
  expect(thrown.size).toBeGreaterThan(15);
  expect([...thrown].filter((name) => !Object.hasOwn(CATALOGUE, name))).toEqual([]);
  const graphqlsOwn = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];
  expect(Object.keys(CATALOGUE).filter((name) => !graphqlsOwn.includes(name) && !code.includes(`'${name}'`))).toEqual([]);
});
