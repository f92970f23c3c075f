export { AdminUnit, AdminUnitClosure, AdminUnitState, AdminUnitSuccession, AdminUnitTerm } from './admin-unit.entity';
export { AdminUnitMutationResolver } from './admin-unit-mutation.resolver';
export { loadUnit } from './admin-unit.reads';
export { AdminUnitResolver, SuccessionResolver } from './admin-unit.resolver';
export { checkNotFar, stateOn } from './admin-unit.service';
export { AdminUnitType } from './admin-unit.type';
export { loadReferenceUnits } from './reference-units.service';
export type { ReferenceUnit } from './reference-units.service';
export { nationalCodes, nationalUnits } from './national-list';
