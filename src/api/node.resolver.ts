import { Arg, Args, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { ArrayMaxSize } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { holds } from '../auth/permissions';
import type { Permission } from '../auth/permissions';
import { withinReach } from '../auth/scope';
import { LARGEST_PAGE } from '../database/page';
import { fieldsAt } from '../database/select';
import { load, rows } from '../database/session';
import type { Session } from '../database/session';
import type { Context } from '../graphql/context';
import { parseGlobalId } from '../graphql/global-id';
import { NodeType } from '../graphql/node.type';
import { OnArgs } from '../graphql/on.args';
import { Needs } from '../graphql/permission';
import { loadAccount, loadApiKey } from '../modules/account';
import { loadUnit } from '../modules/admin-unit';
import { loadDocument } from '../modules/document';
import { loadEvent } from '../modules/event';
import { loadFinding } from '../modules/finding';
import { loadPerson } from '../modules/person';
import { loadHolding, loadQuota } from '../modules/quota';
import { loadDirective, loadOutreach, loadTask } from '../modules/task';
import { loadReport, loadRound } from '../modules/report';
import { loadVisibleGrant } from '../modules/grant';
import { accessToPerson, loadMember, loadTeam, reachesPerson } from '../modules/team';
import { loadPersonRequest } from '../modules/personal-data';
import { ROWS } from './policy';
import sql from 'sql-template-tag';

type Loader = (session: Session, id: string, on: string, fields: ReadonlySet<string>) => Promise<NodeType | null>;

/** Every type with an id, the permission it takes, and how one is read. What may not be seen is not found. */
const NODES: Readonly<Record<string, { permission: Permission; load: Loader }>> = {
  Account: { permission: 'account:manage', load: (session, id, _on, fields) => loadAccount(session, id, fields) },
  AdminUnit: { permission: ROWS.AdminUnit, load: loadUnit },
  ApiKey: { permission: ROWS.ApiKey, load: (session, id, _on, fields) => loadApiKey(session, id, fields) },
  Document: { permission: ROWS.Document, load: (session, id, _on, fields) => loadDocument(session, id, fields) },
  Directive: { permission: ROWS.Directive, load: loadDirective },
  Event: { permission: 'event:read', load: loadVisibleEvent },
  Finding: { permission: ROWS.Finding, load: loadFinding },
  Grant: { permission: ROWS.Grant, load: (session, id, _on, fields) => loadVisibleGrant(session, id, fields) },
  Member: { permission: ROWS.Member, load: loadMember },
  Outreach: { permission: ROWS.Outreach, load: loadOutreach },
  // Whether whole or to recognise only is asked of the person's own teams.
  Person: { permission: 'unit:read', load: loadVisiblePerson },
  PersonRequest: { permission: ROWS.PersonRequest, load: loadVisibleRequest },
  Quota: { permission: ROWS.Quota, load: loadQuota },
  QuotaHolding: { permission: ROWS.QuotaHolding, load: loadHolding },
  Task: { permission: ROWS.Task, load: loadTask },
  Report: { permission: ROWS.Report, load: (session, id, _on, fields) => loadReport(session, id, fields) },
  ReportRound: { permission: ROWS.ReportRound, load: (session, id, _on, fields) => loadRound(session, id, fields) },
  Team: { permission: ROWS.Team, load: loadTeam },
};

@ArgsType()
class NodesArgs extends OnArgs {
  @Field(() => [ID], { description: `Ids of any types, at most ${LARGEST_PAGE}.` })
  @ArrayMaxSize(LARGEST_PAGE)
  ids: string[];
}

@Resolver()
export class NodeResolver {
  @Query(() => NodeType, { nullable: true, description: 'Anything by its id; null if there is none, or none that you may see.' })
  @Needs('unit:read')
  node(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Args(() => OnArgs) { on }: OnArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NodeType | null> {
    return loadNode(session, id, on ?? session.today, fieldsAt(info));
  }

  @Query(() => [NodeType], {
    nullable: 'items',
    description: 'Many things by their ids, in the order asked; null in place of each that is not there.',
  })
  @Needs('unit:read')
  nodes(
    @Args(() => NodesArgs) { ids, on }: NodesArgs,
    @Ctx() { session }: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<(NodeType | null)[]> {
    return Promise.all(ids.map((id) => loadNode(session, id, on ?? session.today, fieldsAt(info))));
  }
}

async function loadNode(session: Session, globalId: string, on: string, fields: ReadonlySet<string>): Promise<NodeType | null> {
  const parsed = parseGlobalId(globalId);
  const node = parsed && Object.hasOwn(NODES, parsed.type) ? NODES[parsed.type] : undefined;
  return parsed && node && holds(session.actor, node.permission) ? node.load(session, parsed.id, on, fields) : null;
}

async function loadVisiblePerson(session: Session, id: string, _on: string, fields: ReadonlySet<string>): Promise<NodeType | null> {
  const access = await accessToPerson(session, id);
  return access && loadPerson(session, id, fields, access);
}

async function loadVisibleRequest(session: Session, id: string, on: string, fields: ReadonlySet<string>): Promise<NodeType | null> {
  const request = await loadPersonRequest(session, id, fields);
  return request && (await reachesPerson(session, 'person:export', request.personUuid)) ? request : null;
}

async function loadVisibleEvent(session: Session, id: string, _on: string, fields: ReadonlySet<string>): Promise<NodeType | null> {
  const visible = await load(session, 'visible-event', id, async (ids) => {
    const found = await rows<{ id: string }>(
      session.db,
      sql`SELECT e.id FROM event e WHERE e.id = ANY(${ids}) AND ${withinReach(session, 'event:read', sql`e.unit_id`)}`,
    );
    return new Map(found.map((event) => [event.id, true]));
  });
  return visible ? loadEvent(session, id, fields) : null;
}
