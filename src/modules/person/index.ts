export { Person } from './person.entity';
