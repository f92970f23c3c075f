import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { OnArgs } from '../../graphql/on.args';
import { Needs } from '../../graphql/permission';
import type { RuleName } from '../../tenancy/province';
import { explainRule, RuleNameEnum, RuleResolutionType } from '../province';
import { placeOf } from '../admin-unit';

@Resolver()
export class RuleResolver {
  @Query(() => RuleResolutionType, {
    description: 'The law of a day for a unit and kind of team: the value in force and why each version won or lost.',
  })
  @Needs('law:read')
  async rule(
    @Arg('name', () => RuleNameEnum, { description: 'The rule.' }) name: RuleName,
    @Arg('unit', () => ID, { nullable: true, description: 'The unit; the province as a whole if not given.' }) unit: string | null,
    @Arg('kind', () => String, { nullable: true, description: "The kind of team, one of the vocabulary's `teamKinds`." })
    kind: string | null,
    @Args(() => OnArgs) { on }: OnArgs,
    @Ctx() { session }: Context,
  ): Promise<RuleResolutionType> {
    const { province } = session;
    const day = on ?? session.today;
    if (unit == null) return explainRule(province, name, { codes: [province.code], kind: kind ?? undefined }, day);
    const place = await placeOf(session, localId(unit, 'AdminUnit', 'unit'), day, 'unit');
    return explainRule(province, name, { ...place, kind: kind ?? undefined }, day);
  }
}
