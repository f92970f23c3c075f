export { Finding, Waiver } from './finding.entity';
