import { globalId } from '../../../src/graphql/global-id';

type Row = Readonly<Record<string, unknown>>;
interface Rows {
  readonly nodes: readonly Row[];
}
type Fields = (row: Row) => object;

const edges = (rows: unknown, node: Fields) => ({ edges: (rows as Rows).nodes.map((row) => ({ node: node(row) })) });
const idOf = (type: string, row: Row, key = 'rowId') => globalId(type, row[key] as string);
const upper = (value: unknown) => (value as string).toUpperCase();

const member: Fields = (row) => ({ id: idOf('Member', row), seat: upper(row.seat), joined: row.fromDay });
const unit: Fields = (row) => ({ id: idOf('AdminUnit', row, 'unitId'), name: row.name });
const named: Fields = (row) => ({ ...unit(row), designation: row.designation });
const report: Fields = (row) => ({ id: idOf('Report', row), state: upper(row.state), submittedDay: row.submittedDay });
const holding: Fields = (row) => ({ id: idOf('QuotaHolding', row), received: row.receivedOn, allocated: row.allocatedOn });
const team: Fields = (row) => ({ id: idOf('Team', row), name: row.nameOn, foundedDay: row.fromDay });

interface Asked {
  readonly document: string;
  /** Its answer in the shape of ours. */
  normalise(data: never): unknown;
}

const HOLDINGS = 'quotasOn(on: $on, first: 10) { nodes { rowId receivedOn(on: $on) allocatedOn(on: $on) } }';

/** What PostGraphile is asked for each operation: the least that the same answer can be made of. */
export const POSTGRAPHILE: Readonly<Record<string, Asked>> = {
  team: {
    document: `query ($tenant: String!, $team: UUID!, $on: Date) { teamByTenantAndRowId(tenant: $tenant, rowId: $team) {
      rowId nameOn(on: $on) statusOn(on: $on) fromDay version membersOn(on: $on, first: 50) { nodes { rowId seat fromDay left version } } } }`,
    normalise({ teamByTenantAndRowId: found }: { teamByTenantAndRowId: Row }) {
      const whole: Fields = (row) => ({ ...member(row), left: row.left, version: row.version });
      return { team: { ...team(found), status: found.statusOn, version: found.version, members: edges(found.membersOn, whole) } };
    },
  },
  teams: {
    document: `query ($unit: UUID!, $on: Date) { benchReadUnitOn(unit: $unit, on: $on) { unitId name teamsOn(on: $on, first: 50) { nodes {
      rowId nameOn(on: $on) fromDay hostsOn(on: $on) { nodes { unitId name designation } } membersOn(on: $on, first: 20) { nodes { rowId seat fromDay } }
      latestReports(first: 1) { nodes { rowId state submittedDay } } } } } }`,
    normalise({ benchReadUnitOn: found }: { benchReadUnitOn: Row }) {
      const whole: Fields = (row) => ({
        ...team(row),
        hosts: (row.hostsOn as Rows).nodes.map(named),
        members: edges(row.membersOn, member),
        reports: edges(row.latestReports, report),
      });
      return { adminUnit: { ...unit(found), teams: edges(found.teamsOn, whole) } };
    },
  },
  commune: {
    document: `query ($unit: UUID!, $on: Date, $form: String) { benchReadUnitOn(unit: $unit, on: $on) { unitId name designation ${HOLDINGS}
      childrenOn(on: $on, first: 50) { nodes { unitId name designation teamsOn(on: $on, first: 20) { nodes { rowId nameOn(on: $on) fromDay
        membersOn(on: $on, first: 20) { nodes { rowId seat fromDay } } ${HOLDINGS}
        latestReports(form: $form, first: 1) { nodes { rowId state edit submittedDay } } } } } } } }`,
    normalise({ benchReadUnitOn: found }: { benchReadUnitOn: Row }) {
      const whole: Fields = (row) => ({
        ...team(row),
        members: edges(row.membersOn, member),
        quotas: edges(row.quotasOn, holding),
        reports: edges(row.latestReports, (each) => ({ ...report(each), version: each.edit })),
      });
      const child: Fields = (row) => ({ ...named(row), teams: edges(row.teamsOn, whole) });
      return { adminUnit: { ...named(found), quotas: edges(found.quotasOn, holding), children: edges(found.childrenOn, child) } };
    },
  },
  page: {
    document: `query ($unit: UUID!, $kind: String, $search: String, $on: Date) { benchReadTeamsOfKind(unit: $unit, kind: $kind, search: $search, on: $on, first: 100) { totalCount
      pageInfo { hasNextPage endCursor } nodes { rowId nameOn(on: $on) statusOn(on: $on) fromDay version } } }`,
    normalise({ benchReadTeamsOfKind: found }: { benchReadTeamsOfKind: Row }) {
      const whole: Fields = (row) => ({ ...team(row), status: row.statusOn, version: row.version });
      return { teams: { totalCount: found.totalCount, pageInfo: found.pageInfo, ...edges(found, whole) } };
    },
  },
  findings: {
    document: `query ($unit: UUID!, $rule: String, $on: Date) { benchReadFindingsOn(unit: $unit, rule: $rule, on: $on, first: 100) { totalCount nodes {
      findingId requirement severity since until unitOn(on: $on) { unitId name } teamByTenantAndTeamId { rowId nameOn(on: $on) } } } }`,
    normalise({ benchReadFindingsOn: found }: { benchReadFindingsOn: Row }) {
      const whole: Fields = (row) => ({
        id: idOf('Finding', row, 'findingId'),
        requirement: row.requirement,
        severity: upper(row.severity),
        since: row.since,
        until: row.until,
        unit: row.unitOn && unit(row.unitOn as Row),
        team: row.teamByTenantAndTeamId && {
          id: idOf('Team', row.teamByTenantAndTeamId as Row),
          name: (row.teamByTenantAndTeamId as Row).nameOn,
        },
      });
      return { findings: { totalCount: found.totalCount, ...edges(found, whole) } };
    },
  },
  progress: {
    document: `query ($unit: UUID!, $on: Date, $indicator: String, $from: Date, $until: Date) { benchReadUnitOn(unit: $unit, on: $on) { unitId
      childrenOn(on: $on, first: 100) { nodes { unitId name progress(indicator: $indicator, from: $from, until: $until) { nodes { month result expected reported } } } } } }`,
    normalise({ benchReadUnitOn: found }: { benchReadUnitOn: Row }) {
      const child: Fields = (row) => {
        const months = (row.progress as Rows).nodes;
        const sum = (key: string) => months.reduce((all, month) => all + ((month[key] as number | null) ?? 0), 0);
        const result = months.some((month) => month.result !== null) ? sum('result') : null;
        return { ...unit(row), progress: { result, expected: sum('expected'), reported: sum('reported'), months } };
      };
      return { adminUnit: { id: idOf('AdminUnit', found, 'unitId'), children: edges(found.childrenOn, child) } };
    },
  },
  approve: {
    document: `mutation ($report: UUID, $actor: String) { benchReadApproveReport(input: { report: $report, actor: $actor }) { result { rowId state edit } } }`,
    normalise({ benchReadApproveReport: { result } }: { benchReadApproveReport: { result: Row } }) {
      return { approveReport: { id: idOf('Report', result), state: upper(result.state), version: result.edit } };
    },
  },
};
