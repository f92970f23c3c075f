import { defineProvince } from '../../src/tenancy/province';
import { constituencies } from './constituencies';
import { coverage } from './coverage';
import { documents } from './documents';
import { indicators } from './indicators';
import { posts } from './posts';
import { reporting } from './reporting';
import { skills } from './skills';
import { targets } from './targets';
import { taskCatalogue } from './task-catalogue';
import { teamKinds } from './team-kinds';
import { teamSize } from './team-size';
import { terminology } from './terminology';
import { timeline } from './timeline';

export default defineProvince({
  contract: 1,
  slug: 'thai-nguyen',
  code: '19',
  name: { vi: 'Tỉnh Thái Nguyên', en: 'Thái Nguyên' },
  documents,
  rules: {
    terminology,
    teamKinds,
    teamSize,
    posts,
    constituencies,
    skills,
    coverage,
    timeline,
    taskCatalogue,
    indicators,
    targets,
    reporting,
  },
});
