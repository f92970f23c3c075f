import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { fieldsAt } from '../../database/select';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { Needs } from '../../graphql/permission';
import { AdminUnitType, loadUnit } from '../admin-unit';
import { DocumentType, loadDocument, toCitation } from '../document';
import { write } from '../event';
import { RecordUnitFiguresInput } from './unit-figure.input';
import { loadFigures } from './unit-figure.reads';
import { recordFigures } from './unit-figure.service';
import { UnitFigureType } from './unit-figure.type';

@Resolver(() => AdminUnitType)
export class AdminUnitFiguresResolver {
  @FieldResolver(() => [UnitFigureType], { description: 'Its latest figures by the day, one of each kind that was ever stated.' })
  figures(@Root() { id, on }: AdminUnitType, @Ctx() { session }: Context): Promise<UnitFigureType[]> {
    return loadFigures(session, id, on);
  }

  @Mutation(() => [AdminUnitType], { description: 'Records figures of units; answers the units, each once, read today.' })
  @Needs('unit:write')
  async recordUnitFigures(
    @Arg('input', () => RecordUnitFiguresInput, { description: 'What to record.' }) input: RecordUnitFiguresInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AdminUnitType[]> {
    const figures = input.figures.map((figure) => ({ ...figure, unitId: localId(figure.unitId, 'AdminUnit', 'figures.unitId') }));
    const ids = await write(session, { name: 'recordUnitFigures', input, idempotencyKey: input.idempotencyKey }, async (writing) => {
      await recordFigures(writing, figures, input.source && toCitation(input.source, 'source'));
      return [...new Set(figures.map(({ unitId }) => unitId))];
    });
    const units = await Promise.all(ids.map((id) => loadUnit(session, id, session.today, fieldsAt(info))));
    return units.filter((unit) => unit !== null);
  }
}

@Resolver(() => UnitFigureType)
export class UnitFigureResolver {
  @FieldResolver(() => DocumentType, { nullable: true, description: 'Where it is stated, if that was recorded.' })
  async source(
    @Root() { documentUuid }: UnitFigureType,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DocumentType | null> {
    return documentUuid === null ? null : loadDocument(session, documentUuid, fieldsAt(info));
  }
}
