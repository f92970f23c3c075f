interface Position {
  readonly seat: 'leader' | 'deputy' | 'member';
  readonly post?: string;
  readonly from?: string;
  readonly skill?: string;
}

const HA_NOI: readonly Position[] = [
  { seat: 'leader', post: 'hamlet-head' },
  { seat: 'deputy', post: 'youth-branch-secretary', from: 'youth-union' },
  { seat: 'member', from: 'women-branch-head' },
  { seat: 'member', from: 'veterans-branch-head' },
  { seat: 'member', from: 'area-police' },
  { seat: 'member', from: 'digitally-skilled', skill: 'digital-skills-training' },
  { seat: 'member', from: 'digitally-skilled', skill: 'digital-skills-training' },
];
const THAI_NGUYEN: readonly Position[] = [
  { seat: 'leader', post: 'hamlet-head', from: 'hamlet-leadership', skill: 'mobile-apps' },
  { seat: 'deputy', post: 'youth-branch-secretary', from: 'youth-union', skill: 'mobile-apps' },
  { seat: 'member', from: 'women-union', skill: 'mobile-apps' },
  { seat: 'member', from: 'farmers-union', skill: 'mobile-apps' },
  { seat: 'member', from: 'student-volunteers', skill: 'mobile-apps' },
];
const BINH_DUONG: readonly Position[] = [
  { seat: 'leader', post: 'hamlet-head' },
  { seat: 'deputy', post: 'youth-branch-secretary', from: 'youth-union' },
  { seat: 'member', from: 'youth-union', skill: 'basic-it' },
  { seat: 'member', from: 'women-union' },
  { seat: 'member', from: 'police' },
  { seat: 'member', from: 'volunteers' },
];
const ELSEWHERE: readonly Position[] = [
  { seat: 'leader', post: 'hamlet-head', from: 'hamlet-leadership' },
  { seat: 'member', from: 'youth-union', skill: 'digital-platforms' },
  { seat: 'member', from: 'women-union' },
  { seat: 'member', from: 'volunteers' },
];
const ROSTERS: Readonly<Record<string, readonly Position[]>> = { 'ha-noi': HA_NOI, 'thai-nguyen': THAI_NGUYEN, 'binh-duong': BINH_DUONG };

/**
 * The kth person of team `s`, in SQL: `seat, post, constituencies, skills`. Whoever comes after the last position is like the one before. In each
 * eleventh team nobody has a post, and in each seventh nobody a skill, so that there is something to find.
 */
export function rosterOf(slug: string): string {
  const positions = ROSTERS[slug] ?? ELSEWHERE;
  const word = (text: string | undefined) => (text === undefined ? 'NULL' : `'${text}'`);
  const list = (text: string | undefined) => (text === undefined ? `'{}'::text[]` : `ARRAY['${text}']`);
  const rows = positions.map(
    ({ seat, post, from, skill }, index) => `(${index + 1}, '${seat}', ${word(post)}, ${list(from)}, ${list(skill)})`,
  );
  return `SELECT seat, CASE WHEN s.n % 11 <> 5 THEN post END AS post, constituencies, CASE WHEN s.n % 7 <> 3 THEN skills ELSE '{}' END AS skills
    FROM (VALUES ${rows.join(', ')}) v(place, seat, post, constituencies, skills) WHERE place = least(k, ${positions.length})`;
}
