import type { DataSource } from 'typeorm';
import type { Query, TestApp } from './app';
import type { Identity } from './client';

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

/**
 * The scans of a statement as the province's own role runs it, with the rows that each looked at.
 * @param run whether it is run once more; if not, as a change must not be, nothing was looked at.
 */
export async function scansOf(
  service: TestApp,
  { text, values }: Query,
  large: ReadonlySet<string> = LARGE,
  run = true,
): Promise<{ what: string; rows: number; whole: boolean }[]> {
  const db = service.databases.get('ha-noi') as DataSource;
  const [answer] = await db.query(`EXPLAIN (${run ? 'ANALYZE, TIMING OFF, ' : ''}FORMAT JSON) ${text}`, [...values]);
  const nodes: PlanNode[] = [];
  const collect = (node: PlanNode): void => {
    nodes.push(node);
    node.Plans?.forEach(collect);
  };
  collect(answer['QUERY PLAN'][0].Plan);
  return nodes
    .filter((node) => node['Relation Name'] ?? node['Index Name'])
    .map((node) => {
      const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
      const name = node['Index Name'] ?? node['Relation Name'];
      return {
        what: `${node['Node Type']} ${name} [${node['Index Cond'] ?? ''}]`,
        rows: ((node['Actual Rows'] ?? 0) + removed) * (node['Actual Loops'] ?? 0),
        whole: node['Node Type'] === 'Seq Scan' && large.has(name as string),
      };
    });
}

/** The tables that the volume fills; whether a few rows of another are scanned or looked up is for the planner to say. */
export const LARGE = new Set(
  `admin_unit admin_unit_state admin_unit_term admin_unit_closure document event finding team team_name team_term team_host team_document team_member directive task
   task_state outreach quota_holding quota_entry report_round report_slot report_excuse report report_version report_value report_step report_rollup report_tally`.split(
    /\s+/,
  ),
);

/** Each statement of a document looks at so many rows at most, none in a scan of a whole table. @param ids what stands for words in capitals. */
export async function expectPlans(
  service: TestApp,
  identity: Identity,
  document: string,
  ids: Readonly<Record<string, string>>,
  most: number,
  large: ReadonlySet<string> = LARGE,
): Promise<void> {
  service.takeQueries();
  await service.as('ha-noi', identity).ask(document.replace(/\b[A-Z]{4,}\b/g, (name) => ids[name] ?? name));
  const queries = service.takeQueries();
  expect(queries.length).toBeGreaterThan(0);
  for (const query of queries) {
    const scans = await scansOf(service, query, large);
    const looked = scans.reduce((sum, { rows }) => sum + rows, 0);
    const told = { statement: query.text, scans };
    expect({ whole: scans.filter(({ whole }) => whole), told }).toEqual({ whole: [], told });
    expect({ tooMany: looked > most ? looked : 0, told }).toEqual({ tooMany: 0, told });
  }
}
