import type { Client } from './client';

const FIGURE = 'result numerator denominator complete expected reported unknown missingCount';
export const PROGRESS = `segment from until target percent ${FIGURE}
  months { month ${FIGURE} }
  counted { form from until reporters whole roundCount round { id } }
  missing { why lastDay team { name } unit { name } }
  rank { place of byPercent }
  reports { expected onTime late missing excused open approved receivedPercent onTimePercent }`;

interface Asked {
  readonly indicator: string;
  readonly segment?: string;
  readonly from: string;
  readonly until: string;
}

const ARGS = '$indicator: String!, $segment: String, $from: Date!, $until: Date!';
const PASSED = 'indicator: $indicator, segment: $segment, from: $from, until: $until';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers of any shape */
/** How far a unit is, by its code. */
export async function unitProgress(client: Client, code: string, asked: Asked, on?: string): Promise<any> {
  const document = `query ($code: String!, $on: Date, ${ARGS}) { adminUnit(by: { code: $code }, on: $on) { progress(${PASSED}) { ${PROGRESS} } } }`;
  return (await client.ask(document, { code, on, ...asked })).adminUnit.progress;
}

/** How far a team is. */
export async function teamProgress(client: Client, id: string, asked: Asked, on?: string): Promise<any> {
  const document = `query ($id: ID!, $on: Date, ${ARGS}) { team(id: $id, on: $on) { progress(${PASSED}) { ${PROGRESS} } } }`;
  return (await client.ask(document, { id, on, ...asked })).team.progress;
}
/* eslint-enable */
