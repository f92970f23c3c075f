import { Field, ID, InputType } from 'type-graphql';
import { IsOptional } from 'class-validator';
import type { RoleName } from '../../auth/permissions';
import { DateScalar } from '../../graphql/date.scalar';
import { Text } from '../../graphql/text';
import { WriteInput } from '../../graphql/write.input';
import { RoleEnum } from './grant.type';

@InputType('GrantFilter', { description: 'Which grants to list; all conditions together.' })
export class GrantFilterInput {
  @Field(() => String, { nullable: true, description: 'Only what this actor is granted.' })
  @IsOptional()
  @Text(200)
  actor?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what is granted in this unit and below, and in the teams there.' })
  unit?: string | null;
}

@InputType('GrantRoleInput', {
  description: 'A role for somebody: in a unit and below, in one team, or in the whole province if neither is named.',
})
export class GrantRoleInput extends WriteInput {
  @Field(() => String, { description: 'To whom: the subject of their tokens.' })
  @Text(200)
  actor: string;

  @Field(() => RoleEnum, { description: 'The role; nothing in it may be more than what you hold there yourself.' })
  role: RoleName;

  @Field(() => ID, { nullable: true, description: 'The unit.' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The team.' })
  teamId?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day, today or later; today if not given.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day it no longer holds; for as long as it is not revoked if not given.' })
  until?: string | null;
}

@InputType('RevokeGrantInput', { description: 'A grant to take back.' })
export class RevokeGrantInput extends WriteInput {
  @Field(() => ID, { description: 'The grant.' })
  grantId: string;
}
