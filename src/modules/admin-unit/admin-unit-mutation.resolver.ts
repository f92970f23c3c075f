import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { Needs } from '../../graphql/permission';
import { fieldsAt } from '../../database/select';
import type { GraphQLResolveInfo } from 'graphql';
import { Info } from 'type-graphql';
import { toCitation } from '../document';
import { write } from '../event';
import { AddAdminUnitInput, MergeAdminUnitsInput, RenameAdminUnitInput } from './admin-unit.input';
import { loadUnit } from './admin-unit.reads';
import { addUnit, mergeUnits, renameUnit } from './admin-unit.service';
import { AdminUnitType } from './admin-unit.type';

const INPUT = { description: 'What to record.' };

@Resolver()
export class AdminUnitMutationResolver {
  @Mutation(() => AdminUnitType, { description: 'Adds a hamlet to a commune.' })
  @Needs('unit:write')
  async addAdminUnit(
    @Arg('input', () => AddAdminUnitInput, INPUT) input: AddAdminUnitInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType> {
    const id = await write(session, { name: 'addAdminUnit', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      addUnit(writing, {
        ...input,
        parentId: localId(input.parentId, 'AdminUnit', 'parentId'),
        decision: input.decision && toCitation(input.decision, 'decision'),
      }),
    );
    return (await loadUnit(session, id, input.from, fieldsAt(info))) as AdminUnitType;
  }

  @Mutation(() => AdminUnitType, { description: 'Renames a hamlet from a day on; it stays the same unit.' })
  @Needs('unit:write')
  async renameAdminUnit(
    @Arg('input', () => RenameAdminUnitInput, INPUT) input: RenameAdminUnitInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType> {
    const unitId = localId(input.unitId, 'AdminUnit', 'unitId');
    await write(session, { name: 'renameAdminUnit', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      renameUnit(writing, { ...input, unitId, decision: toCitation(input.decision, 'decision') }),
    );
    return (await loadUnit(session, unitId, input.from, fieldsAt(info))) as AdminUnitType;
  }

  @Mutation(() => AdminUnitType, {
    description: 'Merges hamlets of one commune into a new one. Their teams stay as they are until they are merged themselves.',
  })
  @Needs('unit:write')
  async mergeAdminUnits(
    @Arg('input', () => MergeAdminUnitsInput, INPUT) input: MergeAdminUnitsInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType> {
    const unitIds = input.unitIds.map((id) => localId(id, 'AdminUnit', 'unitIds'));
    const id = await write(session, { name: 'mergeAdminUnits', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      mergeUnits(writing, { ...input, unitIds, decision: toCitation(input.decision, 'decision') }),
    );
    return (await loadUnit(session, id, input.from, fieldsAt(info))) as AdminUnitType;
  }
}
