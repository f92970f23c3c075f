import type { NewPerson } from '../../src/modules/person';

export const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Ngô'];
export const MIDDLE = ['Thử', 'Mẫu', 'Giả', 'Ví Dụ', 'Minh Họa'];
export const GIVEN = [
  'An',
  'Bình',
  'Chi',
  'Dũng',
  'Giang',
  'Hà',
  'Hùng',
  'Lan',
  'Mai',
  'Nam',
  'Oanh',
  'Phúc',
  'Quỳnh',
  'Sơn',
  'Thảo',
  'Uyên',
  'Vinh',
  'Yến',
];

/**
 * The n-th invented person, the same on every machine. The middle names (Test, Sample, Fictitious …) and the unassigned number range 0000
 * show at a glance that nobody is meant.
 */
export function inventedPerson(n: number): NewPerson {
  const pick = (list: readonly string[], step: number) => list[Math.floor(n / step) % list.length] as string;
  return {
    name: `${pick(FAMILY, 1)} ${pick(MIDDLE, FAMILY.length)} ${pick(GIVEN, 7)}`,
    phone: `0000${String(n).padStart(6, '0')}`,
    birthYear: 1960 + (n % 45),
    sex: n % 2 === 0 ? 'female' : 'male',
  };
}
