//! Cities and countries by their English, French, German and Spanish names.
//!
//! Facts of geography, not of any data set: sides are called after places in every sport. Two words
//! that are known as two different places are never taken for one another (Niger and Nigeria).

use std::collections::HashMap;
use std::sync::LazyLock;

/// One place a row, the local or the customary English name first; everything folded.
const PLACES: &[&[&str]] = &[
    // Cities.
    &["munchen", "munich", "muenchen"],
    &["koln", "cologne", "colonia", "koeln"],
    &["nurnberg", "nuremberg", "nuernberg"],
    &["hannover", "hanover", "hanovre"],
    &["braunschweig", "brunswick"],
    &["hamburg", "hambourg", "hamburgo"],
    &["frankfurt", "francfort"],
    &["mainz", "mayence", "maguncia"],
    &["bremen", "breme"],
    &["freiburg", "fribourg", "friburgo"],
    &["aachen"],
    &["dresden", "dresde"],
    &["leipzig"],
    &["berlin"],
    &["augsburg", "augsbourg", "augsburgo"],
    &["wolfsburg", "wolfsbourg", "wolfsburgo"],
    &["dusseldorf", "duesseldorf"],
    &["torino", "turin"],
    &["milano", "milan", "mailand"],
    &["roma", "rome", "rom"],
    &["napoli", "naples", "neapel", "napoles"],
    &["firenze", "florence", "florenz", "florencia"],
    &["genova", "genoa", "genua", "genes"],
    &["venezia", "venice", "venedig", "venise", "venecia"],
    &["bologna", "bologne", "bolonia"],
    &["verona", "verone"],
    &["padova", "padua", "padoue"],
    &["parma", "parme"],
    &["lisboa", "lisbon", "lissabon", "lisbonne"],
    &["porto", "oporto"],
    &["sevilla", "seville"],
    &["zaragoza", "saragossa", "saragosse"],
    &["cordoba", "cordoue", "cordova"],
    &["coruna", "corunna", "corogne"],
    &["cadiz", "cadix"],
    &["malaga"],
    &["granada", "grenade"],
    &["valencia", "valence"],
    &["barcelona", "barcelone"],
    &["tenerife", "teneriffa", "teneriffe"],
    &["mallorca", "majorca", "majorque"],
    &["athina", "athens", "athen", "athenes", "atenas"],
    &["thessaloniki", "salonica", "salonika", "salonique"],
    &["moskva", "moscow", "moskau", "moscou", "moscu"],
    &["warszawa", "warsaw", "warschau", "varsovie", "varsovia"],
    &["krakow", "cracow", "krakau", "cracovie"],
    &["praha", "prague", "prag", "praga"],
    &["wien", "vienna", "vienne", "viena"],
    &["salzburg", "salzbourg", "salzburgo"],
    &["bruxelles", "brussels", "brussel", "bruselas", "bruessel"],
    &["antwerpen", "antwerp", "anvers", "amberes"],
    &["brugge", "bruges", "brujas", "bruegge"],
    &["gent", "ghent", "gand", "gante"],
    &["liege", "luttich", "luik", "lieja"],
    &["geneve", "geneva", "genf", "ginebra"],
    &["zurich", "zuerich"],
    &["basel", "basle", "bale", "basilea"],
    &["bern", "berne", "berna"],
    &["luzern", "lucerne", "lucerna"],
    &["lausanne", "lausana"],
    &["kobenhavn", "copenhagen", "kopenhagen", "copenhague"],
    &["goteborg", "gothenburg", "gotenburg", "gotemburgo"],
    &["bucuresti", "bucharest", "bukarest", "bucarest"],
    &["beograd", "belgrade", "belgrad", "belgrado"],
    &["kyiv", "kiev", "kiew", "kyjiw"],
    &["marseille", "marseilles", "marsella"],
    &["lyon", "lyons"],
    &["bordeaux", "burdeos"],
    &["nice", "nizza", "niza"],
    &["toulouse", "tolosa"],
    &["strasbourg", "strassburg", "estrasburgo"],
    &["lille"],
    &["paris"],
    &["monaco"],
    &["london", "londres"],
    &["edinburgh", "edimbourg", "edimburgo"],
    &["eindhoven"],
    &["arnhem", "arnheim"],
    &["rotterdam"],
    &["istanbul", "estambul"],
    &["sofia"],
    &["zagreb"],
    &["beijing", "peking", "pekin"],
    &["tokyo", "tokio"],
    // Countries.
    &["germany", "deutschland", "allemagne", "alemania"],
    &["france", "frankreich", "francia"],
    &["spain", "spanien", "espagne", "espana"],
    &["england", "angleterre", "inglaterra"],
    &["scotland", "schottland", "ecosse", "escocia"],
    &["wales", "galles", "gales"],
    &["ireland", "irland", "irlande", "irlanda"],
    &["italy", "italien", "italie", "italia"],
    &["portugal"],
    &["netherlands", "niederlande", "holland", "hollande", "holanda", "pays bas", "paises bajos"],
    &["belgium", "belgien", "belgique", "belgica"],
    &["switzerland", "schweiz", "suisse", "suiza"],
    &["austria", "osterreich", "autriche", "oesterreich"],
    &["australia", "australien", "australie"],
    &["denmark", "danemark", "dinamarca"],
    &["sweden", "schweden", "suede", "suecia"],
    &["norway", "norwegen", "norvege", "noruega"],
    &["finland", "finnland", "finlande", "finlandia"],
    &["iceland", "island", "islande", "islandia"],
    &["poland", "polen", "pologne", "polonia"],
    &[
        "czechia",
        "tschechien",
        "tchequie",
        "chequia",
        "czech republic",
        "republica checa",
        "republique tcheque",
    ],
    &["slovakia", "slowakei", "slovaquie", "eslovaquia"],
    &["slovenia", "slowenien", "slovenie", "eslovenia"],
    &["hungary", "ungarn", "hongrie", "hungria"],
    &["romania", "rumanien", "roumanie", "rumania"],
    &["bulgaria", "bulgarien", "bulgarie"],
    &["greece", "griechenland", "grece", "grecia"],
    &["turkey", "turkei", "turquie", "turquia", "turkiye"],
    &["croatia", "kroatien", "croatie", "croacia"],
    &["serbia", "serbien", "serbie"],
    &["ukraine", "ucrania"],
    &["russia", "russland", "russie", "rusia"],
    &["georgia", "georgien", "georgie"],
    &["albania", "albanien", "albanie"],
    &["cyprus", "zypern", "chypre", "chipre"],
    &["brazil", "brasilien", "bresil", "brasil"],
    &["argentina", "argentinien", "argentine"],
    &["uruguay"],
    &["paraguay"],
    &["chile", "chili"],
    &["colombia", "kolumbien", "colombie"],
    &["peru", "perou"],
    &["ecuador", "equateur"],
    &["mexico", "mexiko", "mexique", "mejico"],
    &["canada", "kanada"],
    &["usa", "united states", "etats unis", "estados unidos", "vereinigte staaten"],
    &["japan", "japon"],
    &["china", "chine"],
    &["morocco", "marokko", "maroc", "marruecos"],
    &["algeria", "algerien", "algerie", "argelia"],
    &["tunisia", "tunesien", "tunisie", "tunez"],
    &["egypt", "agypten", "egypte", "egipto"],
    &["cameroon", "kamerun", "cameroun", "camerun"],
    &["senegal"],
    &["niger"],
    &["nigeria"],
    &["mali"],
    &["malta", "malte"],
    &["guinea", "guinee"],
    &["iran"],
    &["iraq", "irak"],
    &["saudi arabia", "saudi arabien", "arabie saoudite", "arabia saudita"],
    &["ivory coast", "elfenbeinkuste", "cote divoire", "costa marfil"],
    &["dominica"],
    &[
        "dominican republic",
        "dominikanische republik",
        "republique dominicaine",
        "republica dominicana",
    ],
];

/// Every spelling of one or two words, and the one that stands for it.
static SPELLINGS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let row = |place: &&[&'static str]| {
        let first = place.first().copied().unwrap_or_default();
        place.iter().map(|spelling| (*spelling, first)).collect::<Vec<_>>()
    };
    PLACES.iter().flat_map(row).collect()
});

/// The customary spelling of a place, or `None` for a word that is no known place.
pub(super) fn place(word: &str) -> Option<&'static str> {
    SPELLINGS.get(word).copied()
}

/// Puts every place of one or two words in its customary spelling.
pub(super) fn settle_places(words: Vec<String>) -> Vec<String> {
    let mut settled = Vec::with_capacity(words.len());
    let mut index = 0;
    while index < words.len() {
        let pair = words.get(index + 1).map(|next| format!("{} {next}", words[index]));
        if let Some(known) = pair.as_deref().and_then(place) {
            settled.push(known.replace(' ', ""));
            index += 2;
        } else {
            let word = &words[index];
            settled.push(place(word).map_or_else(|| word.clone(), |known| known.replace(' ', "")));
            index += 1;
        }
    }
    settled
}
