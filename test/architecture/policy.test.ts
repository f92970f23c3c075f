import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLField } from 'graphql';
import { MASKED, isPublic, ROWS, rowPermission } from '../../src/api/policy';
import { createSchema, permissionOf } from '../../src/api/schema';
import { ROLES } from '../../src/auth/permissions';
import type { Role } from '../../src/auth/permissions';

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
const fields = types.flatMap((type) =>
  isObjectType(type)
    ? Object.values(type.getFields()).map((field) => ({ type: type.name, field: field as GraphQLField<unknown, unknown> }))
    : [],
);

/** The type of objects that a field leads to. `node` asks for the permission of what it finds. */
const leadsTo = (field: GraphQLField<unknown, unknown>): string | undefined => {
  const type = getNamedType(field.type);
  return isObjectType(type) ? type.name : undefined;
};

/** Types of which no object is reached but by a field that is public or takes a permission, or from such an object. */
function covered(): Set<string> {
  const safe = new Set(types.map(({ name }) => name));
  const isCovered = ({ type, field }: (typeof fields)[number]) =>
    isPublic(type, field.name) ||
    permissionOf(field) !== undefined ||
    rowPermission(field) !== undefined ||
    (safe.has(type) && !isOpenType(type));
  for (let before = -1; before !== safe.size;) {
    before = safe.size;
    for (const each of fields) {
      const target = leadsTo(each.field);
      if (target && !isCovered(each)) safe.delete(target);
    }
  }
  return safe;
}

/** A type that strangers come to: being there says nothing of what more may be seen. */
function isOpenType(type: string): boolean {
  return fields.some((each) => each.type === type && isPublic(type, each.field.name)) && !Object.hasOwn(ROWS, type);
}

describe('every field of every type', () => {
  it('is public, takes a permission, or hangs on what takes one', () => {
    const safe = covered();
    const bare = fields.filter(
      ({ type, field }) =>
        !isPublic(type, field.name) &&
        permissionOf(field) === undefined &&
        rowPermission(field) === undefined &&
        !(Object.hasOwn(ROWS, type) || (safe.has(type) && !isOpenType(type))),
    );
    expect(fields.length).toBeGreaterThan(400);
    expect(bare.map(({ type, field }) => `${type}.${field.name}`)).toEqual([]);
  });

  it('that leads to a type whose objects have an id takes the permission of the type, or says who decides', () => {
    const node = schema.getType('Node');
    if (!isInterfaceType(node)) throw new Error('there is an interface of what has an id');
    const unnamed = schema.getPossibleTypes(node).filter(({ name }) => !Object.hasOwn(ROWS, name) && !Object.hasOwn(MASKED, name));
    expect(unnamed.map(({ name }) => name)).toEqual([]);
  });

  it('that leads to a person is one of those that decide it by the roster', () => {
    const leading = fields.filter(({ field }) => leadsTo(field) === 'Person').map(({ type, field }) => `${type}.${field.name}`);
    expect(leading.sort()).toEqual(['Member.person', 'Mutation.correctPerson', 'Mutation.erasePerson', 'PersonRequest.person']);
  });
});

describe('the policy', () => {
  it('names types that are there, once', () => {
    for (const name of [...Object.keys(ROWS), ...Object.keys(MASKED)])
      expect([name, isObjectType(schema.getType(name))]).toEqual([name, true]);
    expect(Object.keys(ROWS).filter((name) => Object.hasOwn(MASKED, name))).toEqual([]);
  });

  it('shows an analyst no rows and no words of anybody, and lets nobody but an administrator keep accounts and keys', () => {
    const held = (name: keyof typeof ROLES) => [...(ROLES[name] as Role).province, ...(ROLES[name] as Role).subtree];
    for (const row of [
      'member:read',
      'person:read',
      'finding:read',
      'task:read',
      'evidence:read',
      'outreach:read',
      'report:read',
      'event:read',
    ])
      expect(held('analyst')).not.toContain(row);
    const keepers = (Object.keys(ROLES) as (keyof typeof ROLES)[]).filter((name) =>
      held(name).some((permission) => permission === 'account:manage' || permission === 'key:manage'),
    );
    expect(keepers).toEqual(['province-admin']);
    expect(held('public')).toEqual(['public:read', 'session:open']);
  });
});
