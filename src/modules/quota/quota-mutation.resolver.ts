import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { fieldsAt } from '../../database/select';
import type { Session } from '../../database/session';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { Needs } from '../../graphql/permission';
import { toCitation } from '../document';
import { write } from '../event';
import { toHolder } from '../team';
import type { Writing } from '../event';
import { allocate, move, takeBack } from './allocate.service';
import { AllocateQuotaInput, ChangeQuotaInput, GiveQuotaInput, MoveQuotaInput, TakeBackQuotaInput } from './quota.input';
import { loadQuota } from './quota.reads';
import { changeQuota, giveQuota } from './quota.service';
import { QuotaType } from './quota.type';

const INPUT = { description: 'What to record.' };

@Resolver()
export class QuotaMutationResolver {
  @Mutation(() => QuotaType, { description: 'Gives a unit a quota. For who may write in the unit above it.' })
  @Needs('quota:write')
  async giveQuota(
    @Arg('input', () => GiveQuotaInput, INPUT) input: GiveQuotaInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<QuotaType> {
    const unitId = localId(input.unitId, 'AdminUnit', 'unitId');
    const id = await write(session, { name: 'giveQuota', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      giveQuota(writing, { ...input, unitId, document: toCitation(input.document, 'document') }),
    );
    return read(session, id, info);
  }

  @Mutation(() => QuotaType, { description: 'Adds to a quota, or lowers it. For who may write in the unit above its unit.' })
  @Needs('quota:write')
  changeQuota(
    @Arg('input', () => ChangeQuotaInput, INPUT) input: ChangeQuotaInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<QuotaType> {
    return change(session, 'changeQuota', input, info, (writing, quotaId) =>
      changeQuota(writing, { ...input, quotaId, document: toCitation(input.document, 'document') }),
    );
  }

  @Mutation(() => QuotaType, {
    description:
      'Hands parts of what a unit holds to units and teams below it. All parts or none; never more than is left, however many do it at once.',
  })
  @Needs('quota:write')
  allocateQuota(
    @Arg('input', () => AllocateQuotaInput, INPUT) input: AllocateQuotaInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<QuotaType> {
    const fromUnitId = localId(input.fromUnitId, 'AdminUnit', 'fromUnitId');
    const shares = input.shares.map(({ holder, amount }) => ({ holder: toHolder(holder, 'shares.holder'), amount }));
    return change(session, 'allocateQuota', input, info, (writing, quotaId) =>
      allocate(writing, { ...input, quotaId, fromUnitId, shares, document: input.document && toCitation(input.document, 'document') }),
    );
  }

  @Mutation(() => QuotaType, { description: 'Takes a part back from a holder to the one it came from.' })
  @Needs('quota:write')
  takeBackQuota(
    @Arg('input', () => TakeBackQuotaInput, INPUT) input: TakeBackQuotaInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<QuotaType> {
    const holder = toHolder(input.holder, 'holder');
    return change(session, 'takeBackQuota', input, info, (writing, quotaId) => takeBack(writing, { ...input, quotaId, holder }));
  }

  @Mutation(() => QuotaType, { description: 'Moves a part from one holder to another of the same giver.' })
  @Needs('quota:write')
  moveQuota(
    @Arg('input', () => MoveQuotaInput, INPUT) input: MoveQuotaInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<QuotaType> {
    const [holder, to] = [toHolder(input.holder, 'holder'), toHolder(input.to, 'to')];
    return change(session, 'moveQuota', input, info, (writing, quotaId) => move(writing, { ...input, quotaId, holder, to }));
  }
}

async function change(
  session: Session,
  name: string,
  input: { readonly quotaId: string; readonly idempotencyKey?: string | null },
  info: GraphQLResolveInfo,
  work: (writing: Writing, quotaId: string) => Promise<void>,
): Promise<QuotaType> {
  const quotaId = localId(input.quotaId, 'Quota', 'quotaId');
  await write(session, { name, input, idempotencyKey: input.idempotencyKey }, async (writing) => {
    await work(writing, quotaId);
    return quotaId;
  });
  return read(session, quotaId, info);
}

async function read(session: Session, id: string, info: GraphQLResolveInfo): Promise<QuotaType> {
  return (await loadQuota(session, id, session.today, fieldsAt(info))) as QuotaType;
}
