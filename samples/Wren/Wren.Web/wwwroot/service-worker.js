// While developing nothing is kept, so that every load shows the newest build. Publishing puts the other file in this one's place.
self.addEventListener('fetch', () => undefined);
