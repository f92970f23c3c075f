import 'reflect-metadata';
import { createDataSource } from './src/database/data-source';
import { MIGRATIONS } from './migrations';
import { ENTITIES } from './src/entities';

export default createDataSource({ url: process.env.DATABASE_URL ?? '', entities: ENTITIES, migrations: MIGRATIONS, poolSize: 2 });
