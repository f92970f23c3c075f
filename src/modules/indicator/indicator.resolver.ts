import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { OnArgs } from '../../graphql/on.args';
import { Needs } from '../../graphql/permission';
import { placeOf } from '../admin-unit';
import { inLanguage, Language } from '../province';
import { describeIndicators } from './describe-indicator.rules';
import { catalogueOn } from './indicator.rules';
import { IndicatorType } from './indicator.type';

const IN = { nullable: true, description: 'The language; that of the request if not given.' };

@Resolver(() => IndicatorType)
export class IndicatorResolver {
  @Query(() => [IndicatorType], { description: 'What can be counted in a unit on a day: by its law, and in every province.' })
  @Needs('law:read')
  async indicators(
    @Arg('unit', () => ID, { nullable: true, description: 'The unit; the province as a whole if not given.' }) unit: string | null,
    @Args(() => OnArgs) { on }: OnArgs,
    @Ctx() { session }: Context,
  ): Promise<IndicatorType[]> {
    const { province } = session;
    const day = on ?? session.today;
    const codes = unit != null ? (await placeOf(session, localId(unit, 'AdminUnit', 'unit'), day, 'unit')).codes : [province.code];
    return describeIndicators(province, catalogueOn(province, codes, day));
  }

  @FieldResolver(() => String, { description: 'What it is called.' })
  name(@Root() { term }: IndicatorType, @Arg('in', () => Language, IN) language: Language | null, @Ctx() { session }: Context): string {
    return inLanguage(term, language, session.locale);
  }

  @FieldResolver(() => String, { description: 'Its unit of measure (đơn vị tính).' })
  unit(@Root() { unitTerm }: IndicatorType, @Arg('in', () => Language, IN) language: Language | null, @Ctx() { session }: Context): string {
    return inLanguage(unitTerm, language, session.locale);
  }
}
