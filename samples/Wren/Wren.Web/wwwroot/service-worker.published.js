// Keeps the app on the device: see offline-shell.js. The list of files is written by the publish step.
self.importScripts('./service-worker-assets.js', './_content/Tombolo.App/offline-shell.js');
