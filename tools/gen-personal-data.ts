import { provinces } from '../plugins';
import { PERSONS_WITHOUT_PURPOSE } from '../src/database/disclosure';
import { PERSON_FIELDS, RETENTION } from '../src/modules/person';
import type { DataClass } from '../src/modules/person';
import { isNoRule } from '../src/tenancy/rule';

const RECOGNISED = { whole: 'whole', 'last-three': 'last three digits', hidden: 'nothing' } as const;
const KEPT: Readonly<Record<DataClass, string>> = {
  ordinary: `${RETENTION.ordinary} days`,
  identifier: `${RETENTION.identifier} days`,
  sensitive: 'with the membership',
};

/** The page of personal fields, from the one list of them. */
export function renderPersonalData(): string {
  const sensitive = provinces.flatMap(({ slug, rules: { terminology } }) =>
    isNoRule(terminology)
      ? []
      : [
          ...new Set(
            terminology.flatMap(({ value }) =>
              isNoRule(value) ? [] : value.posts.filter((post) => post.sensitive).map(({ code }) => code),
            ),
          ),
        ].map((code) => `\`${code}\` (${slug})`),
  );
  return [
    '# Personal data',
    '',
    'Generated from `src/modules/person/person-fields.rules.ts` and the vocabularies. `person:read` sees a field whole; `person:recognise` what the third column',
    'says; everybody else nothing. The period is counted from the day the last membership ended, and can be set for each run of `npm run retention`.',
    '',
    '| field | what | class | with `person:recognise` | kept |',
    '|---|---|---|---|---|',
    ...Object.entries(PERSON_FIELDS).map(
      ([field, { what, class: dataClass, recognised }]) =>
        `| \`Person.${field}\` | ${what} | ${dataClass} | ${RECOGNISED[recognised]} | ${KEPT[dataClass]} |`,
    ),
    `| \`Member.post\` where it is marked sensitive | post outside the team (chức danh) | sensitive | nothing | ${KEPT.sensitive} |`,
    '',
    `Sensitive posts: ${sensitive.join(', ')}.`,
    '',
    'What was held back is named in `extensions.masked` as `{ path, reason }`, at most 50 of them, and the number of further ones in `extensions.maskedMore`:',
    '',
    '- `NO_ACCESS`: the person is null, for want of `person:read` and `person:recognise` in a team of theirs.',
    '- `RECOGNITION_ONLY`: the field is masked or null, for want of `person:read`.',
    '- `POST_MAY_BE_SENSITIVE`: no post, or one that is not shown for want of `person:read`; the same is said of both.',
    '',
    `More than ${PERSONS_WITHOUT_PURPOSE} persons in one request take the header \`X-Purpose\`, else \`PURPOSE_REQUIRED\`.`,
    '',
  ].join('\n');
}
