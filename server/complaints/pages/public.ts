// What the public pages take from these: the files that a form brings and the ones that a petitioner may read.
export { complaintUpload, sentFiles, stillAttached } from './files.ts';
export { sendFile } from './showing.ts';
