import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { fieldsAt } from '../../database/select';
import type { Context } from '../../graphql/context';
import { localId } from '../../graphql/global-id';
import { Needs } from '../../graphql/permission';
import { toCitation } from '../document';
import { write } from '../event';
import { ExpandTimelineInput, GiveDirectiveInput, PassOnDirectiveInput } from './directive.input';
import { loadDirective } from './directive.reads';
import { DirectiveType, ExpandTimelineResultType, PassOnResultType } from './directive.type';
import { expandTimelineOf, giveDirective } from './give-directive.service';
import { passOnDirective } from './pass-on.service';

const INPUT = { description: 'What to record.' };

@Resolver()
export class DirectiveMutationResolver {
  @Mutation(() => ExpandTimelineResultType, {
    description: 'Makes the directives that the timeline asks of a unit in a period and the unit has not yet. Done again it makes nothing.',
  })
  @Needs('task:manage')
  async expandTimeline(
    @Arg('input', () => ExpandTimelineInput, INPUT) input: ExpandTimelineInput,
    @Ctx() { session }: Context,
  ): Promise<ExpandTimelineResultType> {
    const unitId = localId(input.unitId, 'AdminUnit', 'unitId');
    const expanded = await write(session, { name: 'expandTimeline', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      expandTimelineOf(writing, { ...input, unitId }),
    );
    return { ...expanded, on: session.today };
  }

  @Mutation(() => DirectiveType, { description: 'Gives a directive by hand; it reaches units and teams below by being passed on.' })
  @Needs('task:manage')
  async giveDirective(
    @Arg('input', () => GiveDirectiveInput, INPUT) input: GiveDirectiveInput,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<DirectiveType> {
    const unitId = localId(input.unitId, 'AdminUnit', 'unitId');
    const document = input.document && toCitation(input.document, 'document');
    const id = await write(session, { name: 'giveDirective', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      giveDirective(writing, { ...input, unitId, document }),
    );
    return (await loadDirective(session, id, session.today, fieldsAt(info))) as DirectiveType;
  }

  @Mutation(() => PassOnResultType, {
    description:
      'Passes a directive on: to units below, which have it then as their own, or to teams as tasks. Done again it makes nothing.',
  })
  @Needs('task:manage')
  async passOnDirective(
    @Arg('input', () => PassOnDirectiveInput, INPUT) input: PassOnDirectiveInput,
    @Ctx() { session }: Context,
  ): Promise<PassOnResultType> {
    const directiveId = localId(input.directiveId, 'Directive', 'directiveId');
    const to = {
      unitIds: input.to.unitIds?.map((id) => localId(id, 'AdminUnit', 'to.unitIds')),
      teamIds: input.to.teamIds?.map((id) => localId(id, 'Team', 'to.teamIds')),
      allTeams: input.to.allTeams,
    };
    const passed = await write(session, { name: 'passOnDirective', input, idempotencyKey: input.idempotencyKey }, (writing) =>
      passOnDirective(writing, { ...input, directiveId, to }),
    );
    return { ...passed, directiveUuid: directiveId, on: session.today };
  }
}
