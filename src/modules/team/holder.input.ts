import { Directive, Field, ID, InputType } from 'type-graphql';
import { localId } from '../../graphql/global-id';
import type { Holder } from './holder.service';

@Directive('@oneOf')
@InputType('HolderInput', { description: 'Who holds a part of a quota, or owes a report: one unit or one team.' })
export class HolderInput {
  @Field(() => ID, { nullable: true, description: 'A unit.' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A team.' })
  teamId?: string | null;
}

/** The holder with the id as the database knows it. @throws Refusal NOT_FOUND. */
export function toHolder({ unitId, teamId }: HolderInput, field: string): Holder {
  return teamId != null
    ? { teamId: localId(teamId, 'Team', `${field}.teamId`) }
    : { unitId: localId(unitId ?? '', 'AdminUnit', `${field}.unitId`) };
}
