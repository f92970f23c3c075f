import type { Coded, Indicator, IndicatorCheck } from './province';

/**
 * What every province can count, whatever its own catalogue says, a few by pillar: so that one question can be asked of the whole country.
 * No law asks for them; a province that names one of these codes in its catalogue puts its own words to it.
 */

const people = { vi: 'người', en: 'people' };
const count = { kind: 'count', decimals: 0, overTime: 'sum' } as const;
const SEGMENTS = ['women', 'students', 'officials', 'elderly'] as const;

export const CORE_SEGMENTS: readonly Coded[] = [
  { code: 'women', name: { vi: 'Phụ nữ', en: 'Women' } },
  { code: 'students', name: { vi: 'Học sinh, sinh viên', en: 'Pupils and students' } },
  { code: 'officials', name: { vi: 'Cán bộ, công chức, viên chức', en: 'Officials and public employees' } },
  { code: 'elderly', name: { vi: 'Người cao tuổi', en: 'Elderly people' } },
];

export const CORE_INDICATORS: readonly Indicator[] = [
  {
    ...count,
    code: 'people-reached',
    name: { vi: 'Số lượt người được tiếp cận', en: 'People reached' },
    pillar: 'awareness',
    unit: people,
    segments: SEGMENTS,
    plausible: { max: 5000 },
  },
  {
    ...count,
    code: 'households-reached',
    name: { vi: 'Số lượt hộ gia đình được tiếp cận', en: 'Households reached' },
    pillar: 'awareness',
    unit: { vi: 'hộ', en: 'households' },
    plausible: { max: 2000 },
  },
  {
    ...count,
    code: 'online-applications-assisted',
    name: { vi: 'Số hồ sơ trực tuyến được hỗ trợ nộp', en: 'Online applications handed in with help' },
    pillar: 'government',
    unit: { vi: 'hồ sơ', en: 'applications' },
  },
  {
    ...count,
    code: 'households-selling-online',
    name: { vi: 'Số hộ bán hàng trên nền tảng số', en: 'Households selling through digital platforms' },
    pillar: 'economy',
    unit: { vi: 'hộ', en: 'households' },
    overTime: 'last',
  },
  {
    ...count,
    code: 'people-using-e-identity',
    name: { vi: 'Số người được hướng dẫn dùng định danh điện tử', en: 'People guided in using electronic identity' },
    pillar: 'society',
    unit: people,
    segments: SEGMENTS,
  },
  {
    ...count,
    code: 'people-trained',
    name: { vi: 'Số người được tập huấn kỹ năng số', en: 'People trained in digital skills' },
    pillar: 'skills',
    unit: people,
    segments: SEGMENTS,
  },
  {
    ...count,
    code: 'yearly-plan-made',
    name: { vi: 'Tổ đã lập kế hoạch năm', en: 'The yearly plan is made' },
    pillar: 'organisation',
    kind: 'yes-no',
    unit: { vi: 'có/không', en: 'yes or no' },
    overTime: 'last',
  },
];

export const CORE_CHECKS: readonly IndicatorCheck[] = [
  { key: 'households-within-people', lesser: 'households-reached', greater: 'people-reached' },
];
