// Leaflet 1.9 ships no types, and what extends its classes has none either.

declare var L: any;
declare var storymap: any;
