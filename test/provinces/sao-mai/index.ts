import { defineProvince } from '../../../src/tenancy/province';
import { noRule } from '../../../src/tenancy/rule';
import { constituencies } from './constituencies';
import { coverage } from './coverage';
import { documents } from './documents';
import { indicators } from './indicators';
import { posts } from './posts';
import { reporting } from './reporting';
import { targets } from './targets';
import { taskCatalogue } from './task-catalogue';
import { teamKinds } from './team-kinds';
import { teamSize } from './team-size';
import { terminology } from './terminology';
import { timeline } from './timeline';

/** An invented province, written by following plugins/README.md. Only its unit codes are real. */
export default defineProvince({
  contract: 1,
  slug: 'sao-mai',
  code: '06',
  name: { vi: 'Tỉnh Sao Mai (bịa đặt)', en: 'Sao Mai (invented)' },
  documents,
  rules: {
    terminology,
    teamKinds,
    teamSize,
    posts,
    constituencies,
    skills: noRule('Both plans of Sao Mai are silent on skills.'),
    coverage,
    timeline,
    taskCatalogue,
    indicators,
    targets,
    reporting,
  },
});
