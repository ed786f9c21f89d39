-- The demonyms of the CIA World Factbook, as pyworldatlas keeps them.
SELECT c.alpha2, d.adjective, d.noun
FROM country_demonym AS d
JOIN country AS c ON c.id = d.country_id
ORDER BY c.alpha2;
