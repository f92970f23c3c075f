import type { GraphQLSchema } from 'graphql';
import { createGraph } from '../database/graph/graph';
import type { Graph } from '../database/graph/graph';
import { ACCOUNT_GRAPH } from '../modules/account';
import { ADMIN_UNIT_GRAPH } from '../modules/admin-unit';
import { DOCUMENT_GRAPH } from '../modules/document';
import { EVENT_GRAPH } from '../modules/event';
import { FINDING_GRAPH } from '../modules/finding';
import { GRANT_GRAPH } from '../modules/grant';
import { INDICATOR_GRAPH } from '../modules/indicator';
import { PERSONAL_DATA_GRAPH } from '../modules/personal-data';
import { QUOTA_GRAPH } from '../modules/quota';
import { REPORT_GRAPH } from '../modules/report';
import { DIRECTIVE_GRAPH, MILESTONE_GRAPH, OUTREACH_GRAPH, TASK_GRAPH, TASK_PROGRESS_GRAPH } from '../modules/task';
import { TEAM_GRAPH } from '../modules/team';
import { policyOf } from './policy';

/** What can be read in one statement, module by module. */
const PARTS = [
  DOCUMENT_GRAPH,
  ADMIN_UNIT_GRAPH,
  EVENT_GRAPH,
  TEAM_GRAPH,
  FINDING_GRAPH,
  INDICATOR_GRAPH,
  DIRECTIVE_GRAPH,
  TASK_GRAPH,
  TASK_PROGRESS_GRAPH,
  MILESTONE_GRAPH,
  OUTREACH_GRAPH,
  QUOTA_GRAPH,
  REPORT_GRAPH,
  ACCOUNT_GRAPH,
  GRANT_GRAPH,
  PERSONAL_DATA_GRAPH,
];

/** @throws Error for declarations that the schema does not bear out. */
export function graphOfSchema(schema: GraphQLSchema): Graph {
  return createGraph(schema, PARTS, policyOf);
}
