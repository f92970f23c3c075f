import type { Indicator, Indicators } from '../../src/tenancy/province';
import type { Version } from '../../src/tenancy/rule';
import { measures } from '../national/vocabulary';
import { phuLuong } from './phu-luong';

const dossiers = { vi: 'hồ sơ', en: 'dossiers' };
const people = { vi: 'người', en: 'people' };
const percent = { vi: '%', en: '%' };

const installs = (code: string, vi: string, en: string): Indicator => ({
  code,
  name: { vi, en },
  pillar: 'society',
  kind: 'count',
  unit: { vi: 'lượt cài đặt', en: 'installations' },
  decimals: 0,
  overTime: 'sum',
});

const province: readonly Indicator[] = [
  measures.guidedPublicServices,
  measures.marketAccounts,
  measures.paymentAccounts,
  measures.guidedEssentialServices,
  installs('c-thai-nguyen-installs', 'Số lượt cài C-Thái Nguyên', 'C-Thái Nguyên installed'),
  installs('thai-nguyen-id-installs', 'Số lượt cài Thái Nguyên ID', 'Thái Nguyên ID installed'),
  installs('party-handbook-installs', 'Số lượt cài Sổ tay Đảng viên', 'Party member handbook installed'),
  {
    code: 'dossiers-handled',
    name: { vi: 'Số hồ sơ giải quyết', en: 'Dossiers handled' },
    pillar: 'government',
    kind: 'count',
    unit: dossiers,
    decimals: 0,
    overTime: 'sum',
  },
  {
    code: 'dossiers-online-level-4',
    name: { vi: 'Số hồ sơ giải quyết trực tuyến mức độ 4', en: 'Dossiers handled online at level 4' },
    pillar: 'government',
    kind: 'count',
    unit: dossiers,
    decimals: 0,
    overTime: 'sum',
  },
  {
    code: 'online-level-4-share',
    name: { vi: 'Tỷ lệ hồ sơ giải quyết trực tuyến mức độ 4', en: 'Share of dossiers handled online at level 4' },
    pillar: 'government',
    kind: 'ratio',
    unit: percent,
    decimals: 1,
    numerator: 'dossiers-online-level-4',
    denominator: 'dossiers-handled',
    overTime: 'sum',
  },
];

/** Teams of the district receive quotas for platforms, with these by way of example (II.3.1.b); the 70 % are its aim (I.1). */
const district: readonly Indicator[] = [
  {
    code: 'digital-stalls-opened',
    name: { vi: 'Số gian hàng số được mở', en: 'Digital stalls opened' },
    pillar: 'economy',
    kind: 'count',
    unit: { vi: 'gian hàng', en: 'stalls' },
    decimals: 0,
    overTime: 'sum',
  },
  installs('health-book-installs', 'Số lượt cài sổ sức khỏe điện tử', 'Electronic health book installed'),
  installs('pc-covid-installs', 'Số lượt cài PC-COVID', 'PC-COVID installed'),
  {
    code: 'skilled-working-age-people',
    name: {
      vi: 'Số người trong độ tuổi lao động biết và có kỹ năng sử dụng dịch vụ trực tuyến',
      en: 'People of working age who know and can use online services',
    },
    pillar: 'skills',
    kind: 'count',
    unit: people,
    decimals: 0,
    overTime: 'last',
  },
  {
    code: 'skilled-working-age-share',
    name: {
      vi: 'Tỷ lệ dân số trong độ tuổi lao động biết và có kỹ năng sử dụng dịch vụ trực tuyến',
      en: 'Share of people of working age who know and can use online services',
    },
    pillar: 'skills',
    kind: 'ratio',
    unit: percent,
    decimals: 1,
    numerator: 'skilled-working-age-people',
    denominator: 'working-age-population',
    overTime: 'last',
  },
];

export const indicators: readonly Version<Indicators>[] = [
  { from: '2022-04-21', value: { indicators: province }, basis: { document: 'plan70', clause: 'đoạn 3, 4, 5, 9, 11' } },
  {
    from: '2022-05-16',
    scope: phuLuong,
    value: { indicators: [...province, ...district] },
    basis: { document: 'plan174', clause: 'I.1, II.3.1.b', quote: 'Tổ công nghệ số cộng đồng nhận chỉ tiêu về triển khai các nền tảng số' },
  },
];
