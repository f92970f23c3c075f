export { Person } from './person.entity';
export { CorrectPersonInput, PersonReferenceInput, toPersonReference } from './person.input';
export { loadPerson } from './person.reads';
export { PersonResolver } from './person.resolver';
export { correctPerson, identify } from './person.service';
export type { NewPerson, PersonReference } from './person.service';
export { PersonType } from './person.type';
