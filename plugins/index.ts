import binhDuong from './binh-duong';
import haNoi from './ha-noi';
import thaiNguyen from './thai-nguyen';

export const provinces = [binhDuong, haNoi, thaiNguyen];
