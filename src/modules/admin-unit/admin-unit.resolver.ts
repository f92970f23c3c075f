import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import sql from 'sql-template-tag';
import type { At } from '../../database/graph/declare';
import { readConnection, readOne } from '../../database/graph/read';
import type { Page } from '../../database/page';
import { fieldsAt } from '../../database/select';
import { PageArgs } from '../../graphql/connection';
import type { Context } from '../../graphql/context';
import { globalId, localId, optionalId } from '../../graphql/global-id';
import { OnArgs } from '../../graphql/on.args';
import { BySql, Needs } from '../../graphql/permission';
import { DocumentType, loadDocument } from '../document';
import { coded, CodedType, word } from '../province';
import { AdminUnitBy, AdminUnitFilter } from './admin-unit.input';
import { UNIT, unitsMatching, unitStates } from './admin-unit.graph';
import { loadSuccessions, loadUnit, loadUnitHistory, loadUnitsAbove, loadUnitsBelow } from './admin-unit.reads';
import { AdminUnitConnection, AdminUnitType, SuccessionType } from './admin-unit.type';

const NODE = ['edges', 'node'];

@Resolver(() => AdminUnitType)
export class AdminUnitResolver {
  @Query(() => AdminUnitType, { nullable: true, description: 'One unit as it stood on a day; null if there is none.' })
  @Needs('unit:read')
  @BySql()
  adminUnit(
    @Arg('by', () => AdminUnitBy, { description: 'How to find it.' }) by: AdminUnitBy,
    @Args(() => OnArgs) { on }: OnArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    // Codes of different levels differ in length, so at most one unit has it.
    const it = by.id != null ? sql`s.unit_id = ${localId(by.id, 'AdminUnit', 'by.id')}` : sql`s.code = ${by.code}`;
    return readOne(UNIT, { session, info, day: on ?? session.today, rows: (at) => unitStates(it, at) });
  }

  @Query(() => AdminUnitConnection, { description: 'Units of a day in Vietnamese order of their names.' })
  @Needs('unit:read')
  @BySql()
  adminUnits(
    @Arg('filter', () => AdminUnitFilter, { nullable: true, description: 'Which ones; all if not given.' }) filter: AdminUnitFilter | null,
    @Args(() => OnArgs) { on }: OnArgs,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<AdminUnitType>> {
    const withinId = optionalId(filter?.within, 'AdminUnit', 'filter.within');
    const rows = (at: At) => unitsMatching({ ...filter, withinId }, at);
    return readConnection(UNIT, { session, info, day: on ?? session.today, rows }, page);
  }

  @FieldResolver(() => ID, { description: 'Opaque, the same for ever, whatever the unit is called and wherever it lies.' })
  id(@Root() { id }: AdminUnitType): string {
    return globalId('AdminUnit', id);
  }

  @FieldResolver(() => CodedType, { description: 'Its level (cấp).' })
  level(@Root() { levelCode, on }: AdminUnitType, @Ctx() { session }: Context): CodedType {
    return coded(word(session.province, 'levels', levelCode, on));
  }

  @FieldResolver(() => String, { description: 'Designation and name, e.g. "Xã Thụy Hương".' })
  fullName(@Root() { designation, name }: AdminUnitType): string {
    return `${designation} ${name}`;
  }

  @FieldResolver(() => AdminUnitType, { nullable: true, description: 'The unit it lies in; null for the province.' })
  async parent(
    @Root() { parentId, on }: AdminUnitType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return parentId === null ? null : loadUnit(session, parentId, on, fieldsAt(info));
  }

  @FieldResolver(() => [AdminUnitType], { description: 'All units it lies in, the province first.' })
  ancestors(@Root() { id, on }: AdminUnitType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<AdminUnitType[]> {
    return loadUnitsAbove(session, id, on, fieldsAt(info));
  }

  @FieldResolver(() => AdminUnitConnection, { description: 'The units directly in it, in Vietnamese order.' })
  async children(
    @Root() { id, on }: AdminUnitType,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<AdminUnitType>> {
    return (await loadUnitsBelow(
      session,
      id,
      on,
      null,
      page,
      fieldsAt(info, NODE),
      fieldsAt(info).has('totalCount'),
    )) as Page<AdminUnitType>;
  }

  @FieldResolver(() => AdminUnitConnection, { description: 'All units of one level in it, however deep, in Vietnamese order.' })
  async descendants(
    @Root() { id, on }: AdminUnitType,
    @Arg('level', () => String, { description: "One of the vocabulary's `levels`." }) level: string,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Page<AdminUnitType>> {
    return (await loadUnitsBelow(
      session,
      id,
      on,
      level,
      page,
      fieldsAt(info, NODE),
      fieldsAt(info).has('totalCount'),
    )) as Page<AdminUnitType>;
  }

  @FieldResolver(() => [AdminUnitType], { description: 'Every state it has had, the first one first; each is read on its own first day.' })
  history(@Root() { id }: AdminUnitType, @Ctx() { session }: Context, @Info() info: GraphQLResolveInfo): Promise<AdminUnitType[]> {
    return loadUnitHistory(session, id, fieldsAt(info));
  }

  @FieldResolver(() => [SuccessionType], { description: 'What it came from.' })
  predecessors(@Root() { id }: AdminUnitType, @Ctx() { session }: Context): Promise<SuccessionType[]> {
    return loadSuccessions(session, id, 'predecessors');
  }

  @FieldResolver(() => [SuccessionType], { description: 'What became of it.' })
  successors(@Root() { id }: AdminUnitType, @Ctx() { session }: Context): Promise<SuccessionType[]> {
    return loadSuccessions(session, id, 'successors');
  }
}

@Resolver(() => SuccessionType)
export class SuccessionResolver {
  @FieldResolver(() => AdminUnitType, {
    nullable: true,
    description: 'The unit at the other end: a successor on its first day, a predecessor on its last.',
  })
  unit(
    @Root() { unitId, on }: SuccessionType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType | null> {
    return loadUnit(session, unitId, on, fieldsAt(info));
  }

  @FieldResolver(() => DocumentType, { nullable: true, description: 'The decision.' })
  async decision(
    @Root() { documentId }: SuccessionType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DocumentType | null> {
    return documentId === null ? null : loadDocument(session, documentId, fieldsAt(info));
  }
}
