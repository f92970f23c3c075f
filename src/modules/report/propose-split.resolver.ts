import { Arg, Args, Ctx, Float, ID, Query, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { OnArgs } from '../../graphql/on.args';
import { Needs } from '../../graphql/permission';
import { proposeSplit, QuotaShareType, SplitBy } from '../quota';
import { byLastResult } from './last-result.service';

/** Stands here, not with quotas, as one of the things to share by is what was reported. */
@Resolver()
export class QuotaSplitResolver {
  @Query(() => [QuotaShareType], {
    description: 'How a holding could be shared out among the units directly below, so that the parts sum to the whole. Records nothing.',
  })
  @Needs('quota:read')
  proposeQuotaSplit(
    @Arg('holding', () => ID, { description: 'The holding that is shared out.' }) holding: string,
    @Arg('by', () => SplitBy, { description: 'What the parts are proportional to.' }) by: SplitBy,
    @Arg('amount', () => Float, { nullable: true, description: 'How much is shared; all that is left if not given.' })
    amount: number | null,
    @Args(() => OnArgs) { on }: OnArgs,
    @Ctx() { session }: Context,
  ): Promise<QuotaShareType[]> {
    const day = on ?? session.today;
    const holdingId = localId(holding, 'QuotaHolding', 'holding');
    return proposeSplit(session, { holdingId, by: by === SplitBy.LAST_RESULT ? byLastResult : by, amount, on: day }).then((shares) =>
      shares.map(({ unitId, ...share }) => ({ on: day, unitUuid: unitId, ...share })),
    );
  }
}
