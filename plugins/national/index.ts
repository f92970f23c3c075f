import { constituencies } from './constituencies';
import { coverage } from './coverage';
import { documents } from './documents';
import { posts } from './posts';
import { skills } from './skills';
import { teamKinds } from './team-kinds';
import { teamSize } from './team-size';
import { terminology } from './terminology';

/** What holds in the whole country. No province: one takes what it wants by name and spreads `national.documents` into its own. */
export const national = { documents, terminology, teamKinds, teamSize, posts, constituencies, skills, coverage };
