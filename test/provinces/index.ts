import saoMai from './sao-mai';

/** Invented tenants: what is tested with them does not break when a real province changes its law. */
export const inventedProvinces = [saoMai];
