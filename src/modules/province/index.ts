export { ProvinceState } from './province-state.entity';
