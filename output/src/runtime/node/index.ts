export { fromCloudStackIni, type CloudStackIniOptions } from './cloudstack-ini.js';
export { fromCmkConfig, type CmkConfigOptions } from './cmk-config.js';
export { type Access, CredentialsError } from './connection.js';
export { fromEnvironment } from './environment.js';
export { findConnection, type FindOptions } from './find.js';
