import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { factsOf } from '../../database/graph/made';
import type { Context } from '../../graphql/context';
import { AdminUnitType, placesFrom, placesOf } from '../admin-unit';
import { describeIndicator } from './describe-indicator.rules';
import type { TargetFacts } from './indicator.graph';
import { describeTargets } from './legal-target.rules';
import { LegalTargetType } from './legal-target.type';

@Resolver(() => AdminUnitType)
export class LegalTargetResolver {
  @FieldResolver(() => [LegalTargetType], { description: 'The targets that law sets for it on the day.' })
  async legalTargets(
    @Root() unit: AdminUnitType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<LegalTargetType[]> {
    const { id, on } = unit;
    const facts = factsOf<TargetFacts>(unit, info);
    const place = facts ? placesFrom(facts.places).on(on) : (await placesOf(session, id)).on(id, on);
    return describeTargets(session.province, place, on).map(({ measured, ...target }) => ({
      ...target,
      indicator: measured && describeIndicator(session.province, measured),
    }));
  }
}
