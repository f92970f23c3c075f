import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context';
import type { LegalDocument } from '../../tenancy/province';
import { AdminUnitType, placesOf } from '../admin-unit';
import { describeDocument, describeVersion } from '../province';
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
    return targetsOf(province, place, on).map(({ indicator, version, documentKey, ...target }) => {
      const measured = everIndicator(province, indicator);
      return {
        ...target,
        indicator: measured ? describeIndicator(province, measured) : null,
        document: describeDocument(documentKey, province.documents[documentKey] as LegalDocument),
        version: describeVersion(province, 'targets', version),
      };
    });
  }
}
