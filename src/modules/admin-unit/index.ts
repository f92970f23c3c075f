export { AdminUnit, AdminUnitClosure, AdminUnitState, AdminUnitSuccession, AdminUnitTerm } from './admin-unit.entity';
