import { Field, GraphQLISODateTime, ObjectType, registerEnumType } from 'type-graphql';
import { ROLES } from '../../auth/permissions';
import type { RoleName } from '../../auth/permissions';
import { connectionOf } from '../../graphql/connection';
import { DateScalar } from '../../graphql/date.scalar';
import { NodeType } from '../../graphql/node.type';

const nameOf = (role: string) => role.toUpperCase().replaceAll('-', '_');
/** The public's is everybody's; it is granted to nobody. */
const GRANTED = Object.entries(ROLES).filter(([role]) => role !== 'public');

/** The roles of the table, as clients name them. */
export const RoleEnum = Object.fromEntries(GRANTED.map(([role]) => [nameOf(role), role])) as Record<string, RoleName>;
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'A set of permissions.',
  valuesConfig: Object.fromEntries(
    GRANTED.map(([role, { description }]) => [nameOf(role), { description: `${description[0]?.toUpperCase()}${description.slice(1)}.` }]),
  ),
});

@ObjectType('Grant', {
  implements: NodeType,
  description: 'A role that somebody holds somewhere for some time, on record (phân quyền). It never changes; it ends or is revoked.',
})
export class GrantType extends NodeType {
  readonly __typename = 'Grant';
  readonly unitUuid: string | null;
  readonly unitOn: string | null;
  readonly teamUuid: string | null;

  @Field(() => String, { description: 'Who holds it: the subject of their tokens.' })
  actor: string;

  @Field(() => RoleEnum, { description: 'The role.' })
  role: RoleName;

  @Field(() => DateScalar, { description: 'First day it holds.' })
  from: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day it no longer holds; null while none is known.' })
  until: string | null;

  @Field(() => String, { description: 'Who granted it.' })
  grantedBy: string;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was revoked: from then on it does not hold.' })
  revokedAt: Date | null;
}

export const GrantConnection = connectionOf('Grant', () => GrantType);
