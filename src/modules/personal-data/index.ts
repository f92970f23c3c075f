export { PersonalRead, PersonalReadSubject } from './personal-read.entity';
export { PersonalReadResolver } from './personal-read.resolver';
export { PersonRequest } from './person-request.entity';
export { PERSONAL_DATA_GRAPH } from './personal-data.graph';
export { loadPersonRequest } from './person-request.reads';
export { PersonRequestResolver } from './person-request.resolver';
export { recordReads } from './record-reads.service';
export { applyRetention, dueForRetention } from './retention.service';
export type { RetentionPeriods } from './retention.service';
