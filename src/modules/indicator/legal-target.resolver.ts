import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context';
import { AdminUnitType, placesOf } from '../admin-unit';
import { describeVersion } from '../province';
import { describeIndicator } from './describe-indicator.rules';
import { everIndicator } from './indicator.rules';
import { targetsOf } from './legal-target.rules';
import { LegalTargetType } from './legal-target.type';

@Resolver(() => AdminUnitType)
export class LegalTargetResolver {
  @FieldResolver(() => [LegalTargetType], { description: 'The targets that law sets for it on the day.' })
  async legalTargets(@Root() { id, on }: AdminUnitType, @Ctx() { session }: Context): Promise<LegalTargetType[]> {
    const { province } = session;
    const place = (await placesOf(session, id)).on(id, on);
    return targetsOf(province, place, on).map(({ indicator, version, ...target }) => {
      const measured = everIndicator(province, indicator);
      return {
        ...target,
        indicator: measured ? describeIndicator(province, measured) : null,
        version: describeVersion(province, 'targets', version),
      };
    });
  }
}
