// Generated from openapi/monps-v1.yaml by `npm run schema`.
export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What runs here */
        get: operations["about"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/adapters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who can speak to which source, and which files of one's own were refused */
        get: operations["listAdapters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bets/bets/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List bets
         * @description The newest first, unless `sort` says otherwise. A plain array; the next page is in `Link`, the
         *     count of all pages in `X-Total-Count`.
         */
        get: operations["listBets"];
        put?: never;
        /**
         * Record a bet
         * @description The stake goes at risk in the ledger, in the same transaction. An event or bookmaker that is
         *     not known becomes an entry of the catalogue, marked as made by hand. A stake above the
         *     available balance is recorded all the same, with a `Warning`.
         */
        post: operations["createBet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bets/bets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a bet */
        get: operations["getBet"];
        /**
         * Settle or annotate a bet
         * @description Only what is sent changes. A settlement goes through the ledger; settling again reverses the
         *     old one and leaves its trace.
         */
        put: operations["replaceBet"];
        post?: never;
        /**
         * Delete a bet
         * @description Its entries in the ledger are reversed; the bet stays in the audit trail.
         */
        delete: operations["deleteBet"];
        options?: never;
        head?: never;
        /**
         * Settle or annotate a bet
         * @description The same as PUT.
         */
        patch: operations["updateBet"];
        trace?: never;
    };
    "/bets/bets/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why a bet was settled as it was
         * @description Of each leg: who said what of its event, by which rules it was decided, and the close of its
         *     market with the last price of every venue; and what the ledger booked for it.
         */
        get: operations["explainBet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bets/bets/{id}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was done to a bet
         * @description The newest first; also of a bet that was deleted.
         */
        get: operations["traceBet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bets/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export bets
         * @description The bets of a list as CSV, in the order of the list: a bet a row, headed by the fields that
         *     `POST /bets/import` reads, so that what was exported can be imported. The selections of an
         *     accumulator stand in the column `legs`.
         */
        get: operations["exportBets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bets/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import bets
         * @description Reads a CSV file of bets and says what each row is: new, known already, or what is wrong with
         *     it, and what in it does not add up. With `commit` the new ones are recorded; the same file again
         *     changes nothing.
         */
        post: operations["importBets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calc/arbitrage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Share a total over the results of one market
         * @description Stakes in whole steps and within limits, the worst result as good as it can be. Below a book
         *     sum of 1 that is a profit; above it, the smallest loss.
         */
        post: operations["calcArbitrage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calc/devig": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the margin out of prices
         * @description Fair probabilities of a complete market by the method asked for, by every other, and the band
         *     that they span: an edge that is there at the low end does not depend on the method.
         */
        post: operations["calcDevig"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calc/freebet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a promotion brings for sure
         * @description A free bet, a boosted price or a refund, on each of the bets given and covered by a lay or by
         *     backing the other results: the surest profit first.
         */
        post: operations["calcFreebet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calc/hedge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hedge any bets of one event
         * @description What to stake now, given what stands already: level, by weights, for some results with a floor
         *     under the others, or keeping the upside. Backs and lays, commission on net winnings, steps and
         *     limits inside the search, with the bound that proves it and the safest order of placing.
         */
        post: operations["calcHedge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calc/kelly": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Size stakes by Kelly
         * @description The shares of the bankroll that make it grow fastest: on outcomes of which at most one happens,
         *     or on one bet with half results, pushes, a lay or commission.
         */
        post: operations["calcKelly"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calc/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a bet comes to
         * @description A single, an accumulator or a lay, by the results of its legs, given or worked out of a score:
         *     half results, voids, dead heats, deductions, commission, free bets and boosts.
         */
        post: operations["calcSettle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calc/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lines, cost and return of a system
         * @description Trixie to goliath, or any `k/n` such as `2/3`, with banks; settled line by line once every leg
         *     has a result.
         */
        post: operations["calcSystem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events/{id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How an event ended
         * @description All that was ever said of it, by whom, revision by revision.
         */
        get: operations["getEventResult"];
        /**
         * Say how an event ended
         * @description A person's word counts before that of every source: bets on the event are settled, or settled
         *     anew, by it alone. Each word is kept as a revision, with its note in the audit trail.
         */
        put: operations["sayEventResult"];
        post?: never;
        /**
         * Take back what a person said of how an event ended
         * @description The sources count again. Bets that were settled by the person's word are settled anew by theirs.
         */
        delete: operations["unsayEventResult"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where every feed stands */
        get: operations["listFeeds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a feed stands */
        get: operations["getFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/{id}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the last polls of a feed did, newest first */
        get: operations["getFeedLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feeds/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Polls a feed now
         * @description A poll in progress counts as the one asked for.
         */
        post: operations["runFeed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the server is well
         * @description Always 200; the body says how each part is. An orchestrator asks `/readyz`.
         */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process answers
         * @description Another name of `/livez`.
         */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List accounts
         * @description Every account, and what is on it.
         */
        get: operations["listAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/assertion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assert a balance
         * @description "The site shows 412.30": compares that with the books and writes down that somebody looked.
         *     With `adjust` the books are brought to what is shown.
         */
        post: operations["assertBalance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show balances
         * @description What may be staked and what is at risk, by currency; play money apart.
         */
        get: operations["listBalances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/deposit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deposit
         * @description The owner puts money in: with a bookmaker, or in the bank.
         */
        post: operations["deposit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List entries
         * @description The newest first. A plain array; the next page is in `Link`.
         */
        get: operations["listEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer
         * @description Money goes from one place to another; neither profit nor loss.
         */
        post: operations["transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify the books
         * @description Recomputes the chain of hashes, every sum, and every bet against its entries.
         */
        get: operations["verifyBooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw
         * @description The owner takes money out.
         */
        post: operations["withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the process answers
         * @description Asks no part: a process whose database is away should not be restarted for it.
         */
        get: operations["livez"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matching/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List aliases
         * @description What is known of names beyond their spelling, the newest first.
         */
        get: operations["list_match_aliases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matching/aliases/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an alias back */
        post: operations["withdraw_match_alias"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matching/joins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List merges and splits */
        get: operations["list_match_joins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matching/joins/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo a merge or a split */
        post: operations["undo_match_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matching/matches/{match_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The names of a match
         * @description Whose names it goes by, which bets are on it, and what it was made of.
         */
        get: operations["get_match_names"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matching/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make two matches one */
        post: operations["merge_matches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matching/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List questions about matches
         * @description Pairs of matches that may be one, with the evidence: the oldest first, open ones unless `state`
         *     says otherwise. `X-Total-Count` is how many are open.
         */
        get: operations["list_match_reviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matching/review/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One question */
        get: operations["get_match_review"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matching/review/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The two matches are one
         * @description They are merged with their prices, results and bets; names that stood for one another are
         *     aliases from now on.
         */
        post: operations["accept_match"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matching/review/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The two matches are two */
        post: operations["reject_match"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matching/review/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an answer back
         * @description With the merge and the aliases that followed from it; the question is open again.
         */
        post: operations["undo_match_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/matching/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make one match two
         * @description The names and bets that are given go to a new match, with the prices and results of the sources
         *     that have no other name for the first.
         */
        post: operations["split_match"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All metrics, for Prometheus
         * @description Reads memory only.
         */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Samples of a figure
         * @description One a minute, kept for 30 days; the oldest first.
         */
        get: operations["metric_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Work out the figures now
         * @description At most once a second; in between, the same answer comes back.
         */
        get: operations["refresh_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the collector is doing */
        get: operations["collector_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/odds/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The prices that stand now
         * @description Of every event to come, by its start; never of one that has started or was imported as
         *     history. `id` is the number of the quote and stays while its price moves.
         */
        get: operations["latestOdds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/odds/odds/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prices as they changed, newest first
         * @description Every price that was seen, by the instant when we saw it; disappearances are left out (see the
         *     history of a match). Prices to back, unless `side=lay`.
         */
        get: operations["listOdds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/odds/odds/history/{match_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the prices of a match moved
         * @description A series for each selection and bookmaker: every change with disappearances as null, or
         *     candles. At most 5,000 points in one answer; 422 `too_many_points` says how to narrow it.
         */
        get: operations["getOddsHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/odds/odds/matches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Matches with their best prices
         * @description Those to come, by start. With `upcoming_only=false` every stored match, the latest start
         *     first: one that is over shows its last prices.
         */
        get: operations["listMatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/odds/odds/matches/{match_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A match with its prices */
        get: operations["getMatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/opportunities/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is worth looking at now
         * @description Open findings of matches to come, the largest edge first. A spread between prices is listed as
         *     `spread`, a market that costs next to nothing to cover as `low_hold`: neither is a profit.
         */
        get: operations["listOpportunities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/opportunities/top": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The largest edges */
        get: operations["topOpportunities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/opportunities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One finding */
        get: operations["getOpportunity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/opportunities/{id}/recheck": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks for a finding's prices again
         * @description Every feed that knows the match is polled for it now, which may cost credits. Says what it
         *     cost, what changed, and whether the finding still stands.
         */
        post: operations["recheckOpportunity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every plugin of the folder */
        get: operations["listPlugins"];
        put?: never;
        /**
         * Puts a plugin into the folder
         * @description In the place of the one of its id, if there is one. It runs once it is allowed what it asks for; a
         *     new version that asks for no more than the last one runs at once.
         */
        post: operations["uploadPlugin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A plugin: what it asks for and how it does */
        get: operations["getPlugin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Allows a plugin what it asks for */
        post: operations["approvePlugin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plugins/{id}/reload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the file of a plugin anew, and asks one again that was left alone */
        post: operations["reloadPlugin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes prices entered by hand
         * @description Up to 500 at once, all or none. They count like any other price until `expires_at`, an hour
         *     after they were seen unless told otherwise. A match is named by `match_id`, or by both sides,
         *     `sport` and `starts_at`; one that is not known is made.
         */
        post: operations["enterQuotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether requests can be served
         * @description 503 while a part is down; `errors` names it.
         */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/results/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events of which a person has to say how they ended
         * @description Sources disagree, a result was refused because it cannot be, or no rule says what happened to
         *     the bets on it. By the number of the event.
         */
        get: operations["listDisputes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All settings
         * @description By name; known settings that nobody has decided are among them with their defaults.
         */
        get: operations["list_settings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether settings can be read */
        get: operations["settings_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One setting */
        get: operations["get_setting"];
        /**
         * Change a setting
         * @description A known setting is checked; 422 names the fields that are wrong. A value that is the same
         *     already changes nothing.
         */
        put: operations["put_setting"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settings/{key}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The changes of a setting
         * @description Latest first; secrets are masked here too.
         */
        get: operations["setting_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/stats/analytics/comprehensive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Analytics of a period
         * @description What the bets settled in the last days came to, by bookmaker, channel, strategy, sport, market,
         *     price, month and weekday, with equity, drawdown and streaks. Without bets the same shape:
         *     counts and sums 0, ratios null, lists empty.
         */
        get: operations["comprehensiveAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/stats/bankroll": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bankroll
         * @description What the books were begun with, what became of it, and what is at risk.
         */
        get: operations["bankrollStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/stats/bookmakers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Each bookmaker
         * @description What it quotes now, and what betting with it came to, by name.
         */
        get: operations["bookmakerStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stats/stats/global": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Global figures
         * @description What is quoted now, and what was bet over all time. A figure that is not defined is null.
         */
        get: operations["globalStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes, as it changes
         * @description Server-sent events: `hello` at once, `change` with topics, `beat` every 15 s. An event carries
         *     no data: ask the routes of its topics again. With the `Last-Event-ID` of the last event,
         *     nothing in between is missed.
         */
        get: operations["stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/venues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All venues
         * @description By name; a venue appears when a feed first quotes it.
         */
        get: operations["list_venues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/venues/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The presets of where one may bet */
        get: operations["list_venue_presets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/venues/presets/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply a preset to all venues
         * @description Gives every venue the access that the preset says, whatever it was. Venues that appear later
         *     follow the configuration's preset.
         */
        post: operations["apply_venue_preset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/venues/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One venue */
        get: operations["get_venue"];
        /** Change a venue */
        put: operations["put_venue"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * About
         * @description What runs here.
         */
        About: {
            /** @description The product. */
            app: string;
            /** @description `running`. */
            status: string;
            /** @description Its version. */
            version: string;
        };
        /**
         * Account
         * @description An account, and what is on it.
         */
        Account: {
            /**
             * Format: decimal
             * @description What is on it.
             */
            balance: number;
            /** @description The bookmaker whose cash it is, by name. */
            bookmaker?: string | null;
            /** @description The same, by key. */
            bookmaker_key?: string | null;
            /** @description asset, equity, income or expense: assets and expenses are positive, the others negative. */
            class: string;
            /** @description Its currency. */
            currency: string;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /**
             * @description `venue`, `bank`, `at_risk`, `owner`, `winnings`, `bonus`, `losses`, `commission`, `fees` or
             *     `adjustment`.
             */
            kind: string;
            /** @description The login there. */
            login?: string | null;
            /** @description Play money. */
            paper: boolean;
        };
        /**
         * Adapter
         * @description What can speak to a source, or a file that cannot and why.
         */
        Adapter: {
            /** @description What it can do: `odds`, `results` and the like. */
            capabilities: string[];
            /** @description What a feed with it may configure. */
            config: components["schemas"]["AdapterKey"][];
            /** @description Why the file was refused: the line, the key and what to do. */
            error?: string | null;
            /** @description The file it is described in; null for an adapter of the program. */
            file?: string | null;
            /** @description Its id, by which a feed names it; null for a file that was refused. */
            id?: string | null;
            /** @description The secrets that the operator gives, by name. */
            secrets: string[];
            /** @description What it brings, in a sentence; null for a file that was refused. */
            summary?: string | null;
            /** @description The source's name as people know it; null for a file that was refused. */
            title?: string | null;
            /** @description Its version; null for a file that was refused. */
            version?: string | null;
        };
        /**
         * AdapterKey
         * @description A key that an adapter reads.
         */
        AdapterKey: {
            /** @description What counts when it is not set. */
            default?: string | null;
            /** @description What it says. */
            description: string;
            /** @description The key. */
            key: string;
            /** @description Whether nothing can be asked without it. */
            required: boolean;
        };
        /**
         * Alive
         * @description Whether the process answers at all.
         */
        Alive: {
            /** @description `ok`. */
            status: string;
        };
        /**
         * Analytics
         * @description What the bets settled in a period came to.
         */
        Analytics: {
            /** @description The bankroll, over all time. */
            bankroll_stats: components["schemas"]["BankrollStats"] & unknown;
            /**
             * Format: uint64
             * @description Bets settled in it, voids included.
             */
            bets_analyzed: number;
            /** @description By bookmaker. */
            bookmaker_stats: components["schemas"]["GroupStats"][];
            /** @description By market. */
            by_market: components["schemas"]["GroupStats"][];
            /** @description By price taken. */
            by_price_band: components["schemas"]["GroupStats"][];
            /** @description By sport. */
            by_sport: components["schemas"]["GroupStats"][];
            /** @description By strategy. */
            by_strategy: components["schemas"]["GroupStats"][];
            /** @description By the weekday of settlement (UTC). */
            by_weekday: components["schemas"]["GroupStats"][];
            /** @description (taken / close − 1) × 100 by bookmaker. */
            clv_by_bookmaker: components["schemas"]["ClvStats"][];
            /** @description The same by market. */
            clv_by_market: components["schemas"]["ClvStats"][];
            /** @description By day, the oldest first; days without bets are left out. */
            daily_performance: components["schemas"]["DayStats"][];
            /** @description Its falls. */
            drawdown: components["schemas"]["DrawdownStats"] & unknown;
            /**
             * @description The equity over the period, deposits and withdrawals left out; beyond 1,000 points the last of
             *     each day.
             */
            equity_curve: components["schemas"]["EquityPoint"][];
            /** @description How sure one can be of it. */
            evidence: components["schemas"]["Evidence"] & unknown;
            /** @description What they came to. */
            global_stats: components["schemas"]["BetStats"] & unknown;
            /** @description By month, the oldest first. */
            monthly_performance: components["schemas"]["MonthStats"][];
            /** @description By channel. */
            performance_by_type: components["schemas"]["PerformanceByType"] & unknown;
            /**
             * Format: uint32
             * @description The period, in days.
             */
            period_days: number;
            /**
             * Format: decimal
             * @description Mean / standard deviation of daily returns × √365.
             */
            sharpe_ratio?: number | null;
            /** @description success: real answers, also when there is no bet. */
            status: string;
            /** @description Runs of bets won or lost. */
            streaks: components["schemas"]["Streaks"] & unknown;
        };
        /**
         * Approval
         * @description A permission.
         */
        Approval: {
            /** @description The content hash of the plugin that was looked at: another file is not allowed by mistake. */
            sha256: string;
        };
        /**
         * Arbitrage
         * @description How a total is shared.
         */
        Arbitrage: {
            /**
             * Format: decimal
             * @description The best profit.
             */
            best_profit: number;
            /**
             * Format: decimal
             * @description Σ 1 / odds, before commission.
             */
            book_sum: number;
            /**
             * Format: decimal
             * @description The profit in percent that stakes of any size would make, after commission: no staking does
             *     better. Above 0 it is an arbitrage.
             */
            edge_pct: number;
            /** @description Whether the stakes below win whatever happens. */
            is_profit: boolean;
            /** @description The results, in the order given. */
            legs: components["schemas"]["ArbitrageStake"][];
            /** @description Whether no other stakes do better. */
            proven: boolean;
            /**
             * Format: decimal
             * @description Worst profit over what is staked, in percent.
             */
            return_pct: number;
            /**
             * Format: decimal
             * @description What is staked.
             */
            total: number;
            /**
             * Format: decimal
             * @description The worst profit.
             */
            worst_profit: number;
        };
        /**
         * ArbitrageLeg
         * @description The price of one result.
         */
        ArbitrageLeg: {
            /**
             * @description Where: legs at one bookmaker share the commission on their net winnings. Each stands alone
             *     where it is left out.
             */
            bookmaker?: string | null;
            /** @description What the bookmaker takes from net winnings, a fraction: 0.05. None unless told otherwise. */
            commission_rate?: (number | string) | null;
            /** @description Decimal odds. */
            odds: number | string;
            /** @description The largest stake taken. */
            stake_max?: (number | string) | null;
            /** @description The smallest stake taken. */
            stake_min?: (number | string) | null;
            /** @description Stakes are multiples of this: 0.01 unless told otherwise, 1 for whole euros. */
            step?: (number | string) | null;
        };
        /**
         * ArbitrageRequest
         * @description One price for each result of a market, and what to share over them.
         */
        ArbitrageRequest: {
            /**
             * @description Look for the best *rate* of profit at any total up to the one given, which coarse steps may
             *     ask for; otherwise for the most profit.
             */
            best_rate?: boolean | null;
            /** @description The results, of which exactly one happens. */
            legs: components["schemas"]["ArbitrageLeg"][];
            /** @description The most that is staked in all. */
            total: number | string;
        };
        /**
         * ArbitrageStake
         * @description The stake on a result, and what it brings.
         */
        ArbitrageStake: {
            /**
             * Format: decimal
             * @description What all bookmakers pay together when it happens.
             */
            payout: number;
            /**
             * Format: decimal
             * @description The payout less all stakes.
             */
            profit: number;
            /**
             * Format: decimal
             * @description How much.
             */
            stake: number;
        };
        /**
         * Balance
         * @description What may be staked, and what is.
         */
        Balance: {
            /**
             * Format: decimal
             * @description Stakes and liabilities of open bets.
             */
            at_risk: number;
            /**
             * Format: decimal
             * @description Cash with venues and in the bank; negative where more was recorded than was put in.
             */
            available: number;
            /** @description The currency. */
            currency: string;
            /**
             * Format: decimal
             * @description Both together.
             */
            equity: number;
            /** @description Play money. */
            paper: boolean;
            /**
             * Format: decimal
             * @description What was gained since the books were begun.
             */
            profit: number;
            /**
             * Format: decimal
             * @description What the owner put in, less what was taken out; the opening included.
             */
            put_in: number;
        };
        /**
         * BalanceAssertion
         * @description What a venue shows.
         * @example {
         *       "account_id": null,
         *       "adjust": null,
         *       "balance": 412.3,
         *       "bookmaker": "Winamax",
         *       "currency": null,
         *       "login": null,
         *       "note": null,
         *       "paper": null
         *     }
         */
        BalanceAssertion: {
            /**
             * Format: int64
             * @description A known account.
             */
            account_id?: number | null;
            /** @description Whether to bring the books to what is shown, by an adjustment. */
            adjust?: boolean | null;
            /** @description What is shown. */
            balance: number | string;
            /** @description A bookmaker, by key or name; the bank where none is named. */
            bookmaker?: string | null;
            /** @description Three letters; the bankroll's currency by default. */
            currency?: string | null;
            /** @description The login there, where there are several. */
            login?: string | null;
            /** @description A word for people. */
            note?: string | null;
            /** @description Play money. */
            paper?: boolean | null;
        };
        /**
         * BalanceCheck
         * @description What became of a balance assertion.
         */
        BalanceCheck: {
            /**
             * Format: int64
             * @description The account.
             */
            account_id: number;
            /** @description Whether it shows what the books say. */
            agrees: boolean;
            /**
             * Format: decimal
             * @description What the books say, where they differ.
             */
            booked?: number | null;
            /**
             * Format: decimal
             * @description Shown less booked: positive where there is more than is known of.
             */
            difference?: number | null;
            /** @description The adjustment that was booked. */
            entry?: (components["schemas"]["Entry"] & unknown) | null;
            /**
             * Format: decimal
             * @description What is shown, where they differ.
             */
            shown?: number | null;
        };
        /**
         * BankrollStats
         * @description The bankroll.
         */
        BankrollStats: {
            /**
             * Format: decimal
             * @description Stakes and liabilities of open bets.
             */
            at_risk: number;
            /**
             * Format: decimal
             * @description Cash; negative where more was recorded than was put in.
             */
            available_balance: number;
            /**
             * Format: uint64
             * @description Bets closed early.
             */
            cashed_out_bets: number;
            /** @description The currency of all amounts. */
            currency: string;
            /**
             * Format: decimal
             * @description Cash and stakes at risk: what is left of what was put in, with what was gained.
             */
            current_bankroll: number;
            /**
             * Format: decimal
             * @description What can be lost at worst on open bets, those of one event put together.
             */
            current_exposure: number;
            /** @description The same by bookmaker, the largest first. */
            exposure_by_bookmaker: components["schemas"]["ExposureTo"][];
            /** @description The same by match, the largest first; accumulators over several matches have no name. */
            exposure_by_match: components["schemas"]["ExposureTo"][];
            /**
             * Format: uint64
             * @description Bets of which half lost.
             */
            half_lost_bets: number;
            /**
             * Format: uint64
             * @description Bets of which half won.
             */
            half_won_bets: number;
            /**
             * Format: decimal
             * @description What the books were begun with.
             */
            initial_balance: number;
            /**
             * Format: decimal
             * @description The same.
             */
            initial_bankroll: number;
            /** @description Nobody has set it: the setting is `bankroll_initial`. */
            initial_is_default: boolean;
            /**
             * Format: uint64
             * @description Bets lost.
             */
            lost_bets: number;
            /**
             * Format: decimal
             * @description The deepest fall from a high, in money.
             */
            max_drawdown: number;
            /**
             * Format: decimal
             * @description The steepest fall from a high, in percent of it.
             */
            max_drawdown_pct?: number | null;
            /**
             * Format: uint64
             * @description Open bets.
             */
            pending_bets: number;
            /**
             * Format: uint64
             * @description Bets whose stake came back.
             */
            push_bets: number;
            /**
             * Format: decimal
             * @description Profit / stakes × 100.
             */
            roi?: number | null;
            /**
             * Format: decimal
             * @description The same.
             */
            roi_percentage?: number | null;
            /**
             * Format: uint64
             * @description Bets, open ones and voids included.
             */
            total_bets: number;
            /**
             * Format: decimal
             * @description Their profit.
             */
            total_profit: number;
            /**
             * Format: decimal
             * @description What came back from them after commission, stakes included.
             */
            total_returned: number;
            /**
             * Format: decimal
             * @description Stakes of settled bets, voids left out.
             */
            total_staked: number;
            /**
             * Format: uint64
             * @description Bets that were void.
             */
            void_bets: number;
            /**
             * Format: decimal
             * @description Won / (won + lost) × 100; halves count half.
             */
            win_rate?: number | null;
            /**
             * Format: uint64
             * @description Bets won.
             */
            won_bets: number;
        };
        /**
         * BestOdds
         * @description The best price of an outcome.
         */
        BestOdds: {
            /** @description Who gives it. */
            bookmaker: string;
            /**
             * Format: decimal
             * @description The decimal price.
             */
            odds_value: number;
        };
        /**
         * Bet
         * @description A bet.
         * @example {
         *       "actual_odds": null,
         *       "actual_profit": 11,
         *       "bet_type": "tabac",
         *       "bookmaker": "Parions Sport PdV",
         *       "boost_max": null,
         *       "boost_rate": null,
         *       "channel": "tabac",
         *       "close_age_s": 240,
         *       "close_method": "shin",
         *       "close_reference": "pinnacle",
         *       "clv": 7.6923,
         *       "clv_fair": 4.1,
         *       "commission": 0,
         *       "commission_rate": 0,
         *       "created_at": "2026-06-11T19:00:00Z",
         *       "currency": "EUR",
         *       "free_bet": false,
         *       "id": 42,
         *       "kind": "single",
         *       "legs": [
         *         {
         *           "away_team": "OM",
         *           "commence_time": null,
         *           "home_team": "PSG",
         *           "line": null,
         *           "market": "1x2",
         *           "market_type": "h2h",
         *           "match_id": "PSG - OM",
         *           "odds_value": 2.1,
         *           "outcome": "1",
         *           "result": null,
         *           "selection": "home"
         *         }
         *       ],
         *       "liability": 10,
         *       "login": null,
         *       "market_type": "h2h",
         *       "match_id": "PSG - OM",
         *       "notes": null,
         *       "odds_close": 1.95,
         *       "odds_value": 2.1,
         *       "outcome": "1",
         *       "paper": false,
         *       "payout": 21,
         *       "placed_at": "2026-06-11T19:00:00Z",
         *       "profit_loss": 11,
         *       "result": "won",
         *       "settled_at": "2026-06-11T21:05:00Z",
         *       "side": "back",
         *       "sport": "football",
         *       "stake": 10,
         *       "status": "settled",
         *       "strategy": "unstated",
         *       "tags": [],
         *       "updated_at": "2026-06-11T21:05:00Z"
         *     }
         */
        Bet: {
            /**
             * Format: decimal
             * @description The price that it was settled at, where that was not the price taken.
             */
            actual_odds?: number | null;
            /**
             * Format: decimal
             * @description The same as `profit_loss`.
             */
            actual_profit?: number | null;
            /** @description A channel, where nothing else was said, or the strategy. */
            bet_type: string;
            /** @description The bookmaker, as it was named. */
            bookmaker: string;
            /**
             * Format: decimal
             * @description The most that it pays on top; null without such a limit.
             */
            boost_max?: number | null;
            /**
             * Format: decimal
             * @description What the venue pays on top of the winnings, as a fraction of them; null without a boost.
             */
            boost_rate?: number | null;
            /** @description ligne or tabac. */
            channel: string;
            /**
             * Format: int64
             * @description How long before the start the reference was last seen, in seconds.
             */
            close_age_s?: number | null;
            /** @description How the margin was taken out of it. */
            close_method?: string | null;
            /**
             * @description Whose close it is: the key of a bookmaker, `consensus`, or `none` where none was found; null
             *     until it was looked for.
             */
            close_reference?: string | null;
            /**
             * Format: decimal
             * @description Closing line value in percent: (taken / close − 1) × 100; of a lay with the other sign.
             */
            clv?: number | null;
            /**
             * Format: decimal
             * @description What the price taken was worth against the fair close, in percent: (taken × fair closing
             *     probability − 1) × 100; of a lay with the other sign.
             */
            clv_fair?: number | null;
            /**
             * Format: decimal
             * @description What the venue took; null while open.
             */
            commission?: number | null;
            /**
             * Format: decimal
             * @description What the venue takes from net winnings, a fraction.
             */
            commission_rate: number;
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            created_at: string;
            /** @description The currency of all its amounts. */
            currency: string;
            /** @description Whether the stake is the venue's, a free bet: it does not come back. */
            free_bet: boolean;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description single or accumulator. */
            kind: string;
            /** @description Its selections. */
            legs: components["schemas"]["BetLeg"][];
            /**
             * Format: decimal
             * @description What can be lost on it: the stake, or when laying stake × (odds − 1); nothing on a free bet.
             */
            liability: number;
            /** @description The login at the bookmaker, where there are several. */
            login?: string | null;
            /** @description The market, as it was named. */
            market_type?: string | null;
            /** @description The event, as it was named; of an accumulator, those of its legs. */
            match_id: string;
            /** @description Notes. */
            notes?: string | null;
            /**
             * Format: decimal
             * @description Decimal odds at the close.
             */
            odds_close?: number | null;
            /**
             * Format: decimal
             * @description Decimal odds taken; of an accumulator, those of its legs multiplied.
             */
            odds_value: number;
            /** @description The selection, as it was named. */
            outcome: string;
            /** @description Play money. */
            paper: boolean;
            /**
             * Format: decimal
             * @description Everything returned, stake included, before commission; null while open.
             */
            payout?: number | null;
            /**
             * Format: date-time
             * @description When it was placed.
             */
            placed_at: string;
            /**
             * Format: decimal
             * @description What was gained, after commission; null while open.
             */
            profit_loss?: number | null;
            /** @description `won`, `lost`, `void`, `half_won`, `half_lost`, `push` or `cashed_out`; null until then. */
            result?: string | null;
            /**
             * Format: date-time
             * @description When it was settled.
             */
            settled_at?: string | null;
            /** @description back or lay. */
            side: string;
            /** @description The sport of its first leg. */
            sport: string;
            /**
             * Format: decimal
             * @description What the backer puts up.
             */
            stake: number;
            /** @description pending, settled or void. */
            status: string;
            /** @description Why it was placed. */
            strategy: string;
            /** @description Labels. */
            tags: string[];
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /**
         * BetChange
         * @description What is to change of a bet; what is left out stays. Stake, price and selection never change: a slip
         *     recorded wrong is deleted and recorded anew.
         * @example {
         *       "actual_odds": null,
         *       "actual_profit": null,
         *       "odds_close": 1.95,
         *       "payout": null,
         *       "result": "won",
         *       "status": null
         *     }
         */
        BetChange: {
            /** @description The price that it was settled at, where that is not the price taken. */
            actual_odds?: (number | string) | null;
            /** @description What was gained, after commission. */
            actual_profit?: (number | string) | null;
            /** @description Closing line value in percent; null clears it. */
            clv?: (number | string) | null;
            /** @description Notes; null clears them. */
            notes?: string | null;
            /** @description Decimal odds at the close; null clears them. */
            odds_close?: (number | string) | null;
            /** @description What the bookmaker paid, stake included. */
            payout?: (number | string) | null;
            /**
             * @description `won`, `lost`, `void`, `half_won`, `half_lost`, `push` or `cashed_out` settles it (again);
             *     `pending` opens it again.
             */
            result?: string | null;
            /** @description `pending`, `settled` or `void`, where it goes with the result. */
            status?: string | null;
            /** @description Labels; null clears them. */
            tags?: string[] | null;
        };
        /**
         * BetEntry
         * @description An entry of the ledger.
         */
        BetEntry: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description Why: placed, settled, voided, reversed. */
            reason: string;
            /**
             * Format: int64
             * @description The entry that it undoes.
             */
            reverses?: number | null;
        };
        /**
         * BetExplained
         * @description Why a bet was settled as it was, or what it waits for.
         */
        BetExplained: {
            /** @description The bet. */
            bet: components["schemas"]["Bet"] & unknown;
            /** @description What the ledger booked for it, oldest first. */
            entries: components["schemas"]["BetEntry"][];
            /** @description Its legs. */
            legs: components["schemas"]["LegExplained"][];
            /** @description In a few sentences. */
            summary: string[];
        };
        /**
         * BetImport
         * @description A file of bets and how to read it.
         */
        BetImport: {
            /** @description The bookmaker of all rows, where no column tells. */
            bookmaker?: string | null;
            /** @description How they were placed, where no column tells; online unless told otherwise. */
            channel?: (components["schemas"]["ImportChannel"] & unknown) | null;
            /**
             * @description Which column holds a field, where its heading does not tell: `{"odds": "cote finale"}`. Fields
             *     are reference, kind, `placed_at`, match, home, away, `starts_at`, sport, league, market,
             *     selection, line, side, odds, stake, currency, `commission_rate`, `free_bet`, `boost_rate`,
             *     `boost_max`, bookmaker, login, channel, strategy, result, `actual_odds`, payout, profit,
             *     `odds_close`, clv, paper, tags, notes and legs.
             */
            columns?: {
                [key: string]: string;
            } | null;
            /** @description Record the new bets; without it, nothing is written. */
            commit?: boolean | null;
            /** @description The file: a header, and a bet a row. Commas, semicolons or tabs part its columns. */
            csv: string;
            /** @description The currency of all rows, where no column tells. */
            currency?: string | null;
            /** @description The login at the bookmaker, where no column tells. */
            login?: string | null;
            /** @description `03/04/2026` is the fourth of March. Years have four digits. */
            month_first?: boolean | null;
            /** @description Play money, where no column tells. */
            paper?: boolean | null;
            /** @description The sport of all rows, where no column tells. */
            sport?: string | null;
        };
        /**
         * BetImportReport
         * @description What a file comes to.
         */
        BetImportReport: {
            /** @description Which column is which field. */
            columns: {
                [key: string]: string;
            };
            /** @description Whether new bets were recorded. */
            committed: boolean;
            /** @description Columns that are nothing here. */
            ignored_columns: string[];
            /**
             * Format: uint64
             * @description Bets recorded now.
             */
            imported: number;
            /**
             * Format: uint64
             * @description Bets known already, or twice in the file.
             */
            known: number;
            /**
             * @description Fields that no column tells, without which no row can be read: name their columns, or the
             *     bookmaker of all rows. There are no rows while something is missing.
             */
            missing: string[];
            /**
             * Format: uint64
             * @description Bets to be recorded.
             */
            new: number;
            /**
             * Format: uint64
             * @description Rows that cannot be recorded.
             */
            refused: number;
            /**
             * Format: uint64
             * @description Rows in which something does not add up.
             */
            remarked: number;
            /** @description Each row, in order. */
            rows: components["schemas"]["BetImportRow"][];
            /** @description Sums by currency, without what is in the file twice. */
            sums: components["schemas"]["ImportSums"][];
            /**
             * Format: uint64
             * @description Rows of the file.
             */
            total: number;
        };
        /**
         * BetImportRow
         * @description A row of the file.
         */
        BetImportRow: {
            /**
             * Format: int64
             * @description The bet that was recorded, or is the same.
             */
            bet_id?: number | null;
            /** @description The bookmaker. */
            bookmaker?: string | null;
            /** @description The currency. */
            currency?: string | null;
            /** @description What is wrong with it. */
            errors: components["schemas"]["FieldError"][];
            /**
             * Format: uint64
             * @description Its line; the header is line 1.
             */
            line: number;
            /** @description The match. */
            match?: string | null;
            /**
             * Format: decimal
             * @description The price.
             */
            odds?: number | null;
            /**
             * Format: decimal
             * @description What came back.
             */
            payout?: number | null;
            /**
             * Format: decimal
             * @description What would have come back at the price.
             */
            payout_at_price?: number | null;
            /**
             * Format: date-time
             * @description When it was placed.
             */
            placed_at?: string | null;
            /**
             * Format: decimal
             * @description What was gained.
             */
            profit?: number | null;
            /** @description The bookmaker's number, or what stands for it. */
            reference?: string | null;
            /** @description What in it does not add up. */
            remarks: string[];
            /**
             * Format: uint64
             * @description The line that says the same.
             */
            repeats_line?: number | null;
            /** @description What became of it. */
            result?: string | null;
            /** @description The selection. */
            selection?: string | null;
            /**
             * Format: decimal
             * @description The stake.
             */
            stake?: number | null;
            /** @description `new`, `imported`, `known`, `repeated` or `refused`. */
            state: string;
        };
        /**
         * BetLeg
         * @description One selection of a bet.
         */
        BetLeg: {
            /** @description The side listed second; empty where it is not known. */
            away_team: string;
            /**
             * Format: date-time
             * @description When the event starts; null where the hour is not known.
             */
            commence_time?: string | null;
            /** @description The side listed first; empty where it is not known. */
            home_team: string;
            /**
             * Format: decimal
             * @description The line of a total or handicap, the home side's.
             */
            line?: number | null;
            /** @description The market as it is understood: `1x2`, `total`, or `x-…` for one that only a person settles. */
            market: string;
            /** @description The market, as it was named. */
            market_type?: string | null;
            /** @description The event, as it was named. */
            match_id: string;
            /**
             * Format: decimal
             * @description Decimal odds taken.
             */
            odds_value: number;
            /** @description The selection, as it was named. */
            outcome: string;
            /** @description What became of the selection, where a result told; null otherwise. */
            result?: string | null;
            /** @description The selection as it is understood. */
            selection: string;
        };
        /**
         * @description Back or lay.
         * @enum {string}
         */
        BetSide: "back" | "lay";
        /**
         * BetStats
         * @description What was bet. Voids count in `total_bets` alone, open bets in `total_bets` and `avg_odds`.
         */
        BetStats: {
            /**
             * Format: decimal
             * @description Mean of (taken / close − 1) × 100, by stake.
             */
            avg_clv?: number | null;
            /**
             * Format: decimal
             * @description Mean of (taken × fair closing probability − 1) × 100, by stake.
             */
            avg_clv_fair?: number | null;
            /**
             * Format: decimal
             * @description The mean price.
             */
            avg_odds?: number | null;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_fair_n: number;
            /**
             * Format: decimal
             * @description Its standard error.
             */
            clv_fair_standard_error?: number | null;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_n: number;
            /**
             * Format: decimal
             * @description Its standard error: how far luck may have carried it.
             */
            clv_standard_error?: number | null;
            /** @description The currency of all amounts. */
            currency: string;
            /**
             * Format: uint64
             * @description Bets in other currencies, which count nowhere else.
             */
            foreign_currency_bets: number;
            /**
             * Format: decimal
             * @description Profit / stakes × 100.
             */
            roi?: number | null;
            /**
             * Format: decimal
             * @description Mean / standard deviation of daily returns × √365.
             */
            sharpe_ratio?: number | null;
            /**
             * Format: uint64
             * @description Bets.
             */
            total_bets: number;
            /**
             * Format: decimal
             * @description Their profit, after commission.
             */
            total_profit: number;
            /**
             * Format: decimal
             * @description What came back from them after commission, stakes included.
             */
            total_return: number;
            /**
             * Format: decimal
             * @description Stakes of settled bets.
             */
            total_stake: number;
            /**
             * Format: decimal
             * @description Won / (won + lost) × 100; halves count half, pushes do not count.
             */
            win_rate?: number | null;
        };
        /**
         * BetTrace
         * @description One thing that was done to a bet.
         */
        BetTrace: {
            /** @description Did what. */
            action: string;
            /** @description Who. */
            actor: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description In words. */
            detail: string;
        };
        /**
         * BookmakerStats
         * @description A bookmaker.
         */
        BookmakerStats: {
            /**
             * Format: decimal
             * @description Mean of (taken / close − 1) × 100, by stake.
             */
            avg_clv?: number | null;
            /**
             * Format: decimal
             * @description Their mean.
             */
            avg_odds?: number | null;
            /**
             * Format: decimal
             * @description The mean overround of its complete markets, in percent.
             */
            avg_overround_pct?: number | null;
            /**
             * Format: decimal
             * @description How often its price is the best of several, in percent.
             */
            best_price_share_pct?: number | null;
            /** @description Its name. */
            bookmaker: string;
            /** @description Its key. */
            bookmaker_key: string;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_n: number;
            /**
             * Format: uint64
             * @description Prices of it that stand.
             */
            nb_cotes: number;
            /**
             * Format: uint64
             * @description Events with its prices.
             */
            nb_matches: number;
            /**
             * Format: decimal
             * @description Profit / stakes × 100.
             */
            roi?: number | null;
            /**
             * Format: uint64
             * @description Settled bets with it, voids left out.
             */
            total_bets: number;
            /**
             * Format: decimal
             * @description Their profit.
             */
            total_profit: number;
            /**
             * Format: decimal
             * @description Their stakes.
             */
            total_stake: number;
            /**
             * Format: int64
             * @description Since its prices last changed, in seconds.
             */
            update_age_s?: number | null;
            /**
             * Format: decimal
             * @description Won / (won + lost) × 100.
             */
            win_rate?: number | null;
        };
        /**
         * BooksReport
         * @description What checking the books came to.
         */
        BooksReport: {
            /**
             * Format: uint64
             * @description Bets checked.
             */
            bets: number;
            /**
             * Format: uint64
             * @description Entries checked.
             */
            entries: number;
            /** @description The first thing that is wrong. */
            fault?: string | null;
            /** @description The hash of the last entry. */
            head_hash: string;
            /** @description Whether all is well. */
            sound: boolean;
        };
        /**
         * @description Back or lay.
         * @enum {string}
         */
        CalcSide: "back" | "lay";
        /**
         * Calibration
         * @description Whether probabilities came true.
         */
        Calibration: {
            /**
             * Format: uint64
             * @description Over how many bets: those won or lost as a whole.
             */
            bets: number;
            /** @description The ranges that hold bets, ascending. */
            bins: components["schemas"]["CalibrationBin"][];
            /**
             * Format: decimal
             * @description The Brier score: 0 is perfect, 0.25 a coin called even.
             */
            brier: number;
            /**
             * Format: decimal
             * @description The mean distance of given and won, by ranges, in percent.
             */
            error_pct: number;
            /**
             * Format: decimal
             * @description The log loss, in nats.
             */
            log_loss?: number | null;
        };
        /**
         * CalibrationBin
         * @description The bets whose probability fell in one range.
         */
        CalibrationBin: {
            /**
             * Format: uint64
             * @description How many bets.
             */
            bets: number;
            /**
             * Format: decimal
             * @description Where the range begins, in percent.
             */
            from_pct: number;
            /**
             * Format: decimal
             * @description The mean probability given, in percent.
             */
            given_pct: number;
            /**
             * Format: decimal
             * @description Where it ends, in percent; it belongs to the next range.
             */
            to_pct: number;
            /**
             * Format: decimal
             * @description The upper end, in percent.
             */
            won_high_pct: number;
            /**
             * Format: decimal
             * @description The lower end of Wilson's 95 % interval of that share, in percent.
             */
            won_low_pct: number;
            /**
             * Format: decimal
             * @description The share that won, in percent.
             */
            won_pct: number;
        };
        /**
         * Candle
         * @description The prices of a stretch of time.
         */
        Candle: {
            /**
             * Format: decimal
             * @description The last.
             */
            close: number;
            /**
             * Format: uint32
             * @description How many prices there were.
             */
            count: number;
            /**
             * Format: decimal
             * @description The highest.
             */
            high: number;
            /**
             * Format: decimal
             * @description The lowest.
             */
            low: number;
            /**
             * Format: decimal
             * @description The first price.
             */
            open: number;
            /**
             * Format: date-time
             * @description When the stretch begins.
             */
            start: string;
        };
        /**
         * Cash
         * @description Where cash lies. With nothing said: with no venue, in the bank.
         */
        Cash: {
            /**
             * Format: int64
             * @description A known account.
             */
            account_id?: number | null;
            /** @description A bookmaker, by key or name. */
            bookmaker?: string | null;
            /** @description The login there, where there are several. */
            login?: string | null;
        };
        /**
         * CashMove
         * @description Money that the owner puts in or takes out.
         * @example {
         *       "account_id": null,
         *       "amount": 200,
         *       "at": null,
         *       "bookmaker": "Winamax",
         *       "currency": null,
         *       "login": null,
         *       "note": null,
         *       "paper": null
         *     }
         */
        CashMove: {
            /**
             * Format: int64
             * @description A known account.
             */
            account_id?: number | null;
            /** @description How much, above zero. */
            amount: number | string;
            /**
             * Format: date-time
             * @description When it took effect; now by default.
             */
            at?: string | null;
            /** @description A bookmaker, by key or name; the bank where none is named. */
            bookmaker?: string | null;
            /** @description Three letters; the bankroll's currency by default. */
            currency?: string | null;
            /** @description The login there, where there are several. */
            login?: string | null;
            /** @description A word for people. */
            note?: string | null;
            /** @description Play money. */
            paper?: boolean | null;
        };
        /**
         * Change
         * @description What changed.
         */
        Change: {
            /**
             * Format: date-time
             * @description When it was told.
             */
            at: string;
            /** @description `hello`, `change` or `beat`: also the type of the event. */
            kind: string;
            /**
             * @description Whose answers are worth asking again: `bets`, `bankroll`, `feeds`, `odds`, `opportunities`,
             *     `settings`, `venues`; empty for a sign of life.
             */
            topics: string[];
        };
        /**
         * ClvStats
         * @description Closing line value of some bets.
         */
        ClvStats: {
            /**
             * Format: decimal
             * @description Mean of (taken / close − 1) × 100, by stake.
             */
            avg_clv: number;
            /**
             * Format: decimal
             * @description Mean of (taken × fair closing probability − 1) × 100, by stake.
             */
            avg_clv_fair?: number | null;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_fair_n: number;
            /**
             * Format: decimal
             * @description Its standard error.
             */
            clv_fair_standard_error?: number | null;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_n: number;
            /**
             * Format: decimal
             * @description Its standard error: how far luck may have carried it.
             */
            clv_standard_error?: number | null;
            /** @description Which bets. */
            name: string;
        };
        /**
         * CollectorStatus
         * @description What the collector is doing.
         */
        CollectorStatus: {
            /** @description Each feed. */
            feeds: components["schemas"]["FeedStatus"][];
            /**
             * Format: date-time
             * @description When a collection last finished.
             */
            last_collection?: string | null;
            /**
             * Format: date-time
             * @description When the next is due.
             */
            next_collection?: string | null;
            /** @description `running` or `stopped`. */
            status: string;
        };
        /**
         * ComparedNames
         * @description Two names that were compared.
         */
        ComparedNames: {
            /** @description The source's name. */
            heard: string;
            /** @description The catalogue's name. */
            known: string;
            /**
             * Format: decimal
             * @description How alike, from 0 to 1; none where they were learnt to be one.
             */
            score?: number | null;
        };
        /**
         * CoverPrice
         * @description A price to cover at.
         */
        CoverPrice: {
            /** @description What the venue takes from winnings, a fraction. */
            commission_rate?: (number | string) | null;
            /** @description Decimal odds. */
            odds: number | string;
            /** @description The largest stake taken. */
            stake_max?: (number | string) | null;
            /** @description Stakes are multiples of this: 0.01 unless told otherwise. */
            step?: (number | string) | null;
        };
        /**
         * DayCredits
         * @description What will be spent on a day.
         */
        DayCredits: {
            /**
             * Format: uint32
             * @description The credits.
             */
            credits: number;
            /** @description The day (UTC), as `2026-11-22`. */
            date: string;
        };
        /**
         * DayStats
         * @description A day.
         */
        DayStats: {
            /**
             * Format: decimal
             * @description Mean of (taken / close − 1) × 100, by stake.
             */
            avg_clv?: number | null;
            /**
             * Format: decimal
             * @description Mean of (taken × fair closing probability − 1) × 100, by stake.
             */
            avg_clv_fair?: number | null;
            /**
             * Format: decimal
             * @description The mean price taken.
             */
            avg_odds?: number | null;
            /**
             * Format: uint64
             * @description How many.
             */
            bets_count: number;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_fair_n: number;
            /**
             * Format: decimal
             * @description Its standard error.
             */
            clv_fair_standard_error?: number | null;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_n: number;
            /**
             * Format: decimal
             * @description Its standard error: how far luck may have carried it.
             */
            clv_standard_error?: number | null;
            /** @description `2026-11-22`, by settlement (UTC). */
            day: string;
            /**
             * Format: decimal
             * @description Their profit.
             */
            profit: number;
            /**
             * Format: decimal
             * @description Profit / stakes × 100.
             */
            roi?: number | null;
            /**
             * Format: decimal
             * @description What came back from them after commission, stakes included.
             */
            total_return: number;
            /**
             * Format: decimal
             * @description Their stakes.
             */
            total_stake: number;
            /**
             * Format: decimal
             * @description Won / (won + lost) × 100.
             */
            win_rate?: number | null;
        };
        /**
         * Devig
         * @description A market without its margin.
         */
        Devig: {
            /** @description The smallest and the largest fair probability of every runner. */
            band: components["schemas"]["DevigRange"][];
            /**
             * Format: decimal
             * @description Σ 1 / price.
             */
            book_sum: number;
            /** @description The fair odds: 1 / probability. */
            fair_odds: number[];
            /**
             * Format: decimal
             * @description What is kept of the turnover if bets balance, in percent.
             */
            hold_pct: number;
            /** @description The method that answers. */
            method: string;
            /** @description What every method says. */
            methods: components["schemas"]["DevigMethod"][];
            /**
             * Format: decimal
             * @description Book sum for each winner, less 1, in percent; below 0 for an under-round book.
             */
            overround_pct: number;
            /** @description The fair probability of every runner, in the order of the prices. */
            probabilities: number[];
            /** @description Whether the prices pay more than they should: an arbitrage, or a price that is stale. */
            under_round: boolean;
        };
        /**
         * DevigMethod
         * @description What a method says.
         */
        DevigMethod: {
            /** @description Its fair odds; empty where it has no answer. */
            fair_odds: number[];
            /**
             * Format: int64
             * @description Steps of the solver; 0 for a closed form.
             */
            iterations?: number | null;
            /** @description The method. */
            method: string;
            /**
             * @description What its equation is solved for: `scale`, `shift`, `exponent`, `insider_share`, `odds_ratio`,
             *     `book_share`, `standard_errors`, `distance`; null without an answer.
             */
            parameter?: string | null;
            /** @description Its fair probabilities; empty where it has no answer. */
            probabilities: number[];
            /** @description Why it has no answer. */
            problem?: string | null;
            /**
             * Format: decimal
             * @description Σ of the probabilities, less the winners: at most 1e-12.
             */
            residual?: number | null;
            /**
             * Format: decimal
             * @description The parameter found: Shin's z, the power's k …
             */
            value?: number | null;
        };
        /**
         * DevigRange
         * @description The range of a runner over all methods.
         */
        DevigRange: {
            /**
             * Format: decimal
             * @description The largest.
             */
            high: number;
            /** @description The method that says so. */
            high_by: string;
            /**
             * Format: decimal
             * @description The smallest probability.
             */
            low: number;
            /** @description The method that says so. */
            low_by: string;
        };
        /**
         * DevigRequest
         * @description The prices of a market.
         */
        DevigRequest: {
            /**
             * @description `proportional`, `additive`, `power`, `shin`, `odds_ratio`, `balanced_books`, `goto` or
             *     `jensen_shannon`, or what an author calls it; `shin` unless told otherwise, or the next that
             *     has an answer.
             */
            method?: string | null;
            /** @description The decimal odds of every runner. */
            prices: (number | string)[];
            /**
             * Format: int64
             * @description How many of the runners win: 1 unless told otherwise, the places of a place market.
             */
            winners?: number | null;
        };
        /**
         * Dispute
         * @description An event of which a person has to say how it ended.
         */
        Dispute: {
            /** @description The side listed second. */
            away_team: string;
            /** @description The numbers of the bets that wait for it. */
            bets: number[];
            /**
             * Format: date-time
             * @description When it starts; null where the hour is not known.
             */
            commence_time?: string | null;
            /**
             * Format: int64
             * @description The number of the event.
             */
            event_id: number;
            /** @description The side listed first. */
            home_team: string;
            /** @description Its public name. */
            match_id: string;
            /** @description Why, a sentence each. */
            reasons: string[];
            /** @description What was said, oldest first. */
            reports: components["schemas"]["ResultReport"][];
            /** @description The sport. */
            sport: string;
        };
        /**
         * Drawdown
         * @description One fall from a high.
         */
        Drawdown: {
            /**
             * Format: int64
             * @description From the high to the recovery or the last bet, in whole days.
             */
            days: number;
            /**
             * Format: decimal
             * @description The high less the lowest.
             */
            depth: number;
            /**
             * Format: decimal
             * @description The high.
             */
            peak: number;
            /**
             * Format: date-time
             * @description When the high was last held.
             */
            peak_at: string;
            /**
             * Format: date-time
             * @description When the high was reached again.
             */
            recovered_at?: string | null;
            /**
             * Format: decimal
             * @description The lowest.
             */
            trough: number;
            /**
             * Format: date-time
             * @description When it was lowest.
             */
            trough_at: string;
        };
        /**
         * DrawdownStats
         * @description The falls of the equity over the period.
         */
        DrawdownStats: {
            /** @description The one that is not over. */
            current?: (components["schemas"]["Drawdown"] & unknown) | null;
            /** @description The longest. */
            longest?: (components["schemas"]["Drawdown"] & unknown) | null;
            /**
             * Format: decimal
             * @description The deepest, in money.
             */
            max_drawdown: number;
            /**
             * Format: decimal
             * @description The steepest, in percent of its high.
             */
            max_drawdown_pct?: number | null;
        };
        /**
         * EnteredQuote
         * @description A price entered by hand, as it is known from now on.
         */
        EnteredQuote: {
            /** @description Its bookmaker's key. */
            bookmaker: string;
            /**
             * Format: date-time
             * @description When it stops counting.
             */
            expires_at: string;
            /**
             * Format: int64
             * @description Its number in `/odds/latest`.
             */
            id: number;
            /** @description Its match. */
            match_id: string;
        };
        /**
         * EnteredQuotes
         * @description What became of prices entered by hand.
         */
        EnteredQuotes: {
            /**
             * Format: int64
             * @description Prices taken.
             */
            accepted: number;
            /**
             * Format: uint64
             * @description Those that are new or other than before.
             */
            changed: number;
            /**
             * Format: uint64
             * @description Those older than what stands: kept in the history only.
             */
            late: number;
            /** @description Each price, in the order sent. */
            quotes: components["schemas"]["EnteredQuote"][];
        };
        /**
         * Entry
         * @description An entry: amounts that sum to zero.
         */
        Entry: {
            /**
             * Format: date-time
             * @description When it took effect.
             */
            at: string;
            /**
             * Format: int64
             * @description The bet that it is about.
             */
            bet_id?: number | null;
            /** @description The hash of it and all before it; of an entry just written, see the list. */
            hash?: string | null;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description A word for people. */
            note?: string | null;
            /** @description Play money. */
            paper: boolean;
            /** @description What moved. */
            postings: components["schemas"]["Posting"][];
            /**
             * @description Why money moved: `opening`, `deposit`, `withdrawal`, `transfer`, `place`, `settle`,
             *     `cash_out`, `void`, `reverse`, `commission`, `bonus`, `fee` or `adjustment`.
             */
            reason: string;
            /**
             * Format: int64
             * @description The entry that it undoes.
             */
            reverses?: number | null;
        };
        /**
         * EquityPoint
         * @description The equity at an instant.
         */
        EquityPoint: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: decimal
             * @description How far below its high so far.
             */
            drawdown: number;
            /**
             * Format: decimal
             * @description How much.
             */
            equity: number;
        };
        /**
         * Error
         * @description The body of every answer that is not a success.
         */
        Error: {
            /** @description A word for the program at the other end; stable. */
            code: string;
            /** @description A sentence for the person at the other end. */
            detail: string;
            /** @description Which fields are wrong, where that is known. */
            errors: components["schemas"]["FieldError"][];
            /** @description What the log calls this request; also in `X-Request-ID`. */
            request_id: string;
        };
        /**
         * EventResult
         * @description An event and all that was said of how it ended.
         */
        EventResult: {
            /** @description The side listed second. */
            away_team: string;
            /**
             * Format: date-time
             * @description When it starts; null where the hour is not known.
             */
            commence_time?: string | null;
            /**
             * Format: int64
             * @description The number of the event.
             */
            event_id: number;
            /** @description The side listed first. */
            home_team: string;
            /** @description Its public name. */
            match_id: string;
            /** @description What was said, oldest first. */
            reports: components["schemas"]["ResultReport"][];
            /** @description The sport. */
            sport: string;
        };
        /**
         * @description One of the two sides of an event.
         * @enum {string}
         */
        EventSide: "home" | "away";
        /**
         * Evidence
         * @description How sure one can be of the figures of a period. Each is null where there is too little to tell: fewer
         *     than two bets, or none that differ.
         */
        Evidence: {
            /** @description Whether the fair closing probabilities of bets that backed came true. */
            calibration_by_close?: (components["schemas"]["Calibration"] & unknown) | null;
            /**
             * @description Whether those that the prices taken imply, 1 / price, came true: what is won more often is an
             *     edge, or luck.
             */
            calibration_by_price?: (components["schemas"]["Calibration"] & unknown) | null;
            /** @description Of the closing line value against the last price. */
            clv?: (components["schemas"]["Sure"] & unknown) | null;
            /** @description Of the closing line value against the fair close. */
            clv_fair?: (components["schemas"]["Sure"] & unknown) | null;
            /** @description Of the yield; free bets left out. */
            roi?: (components["schemas"]["Sure"] & unknown) | null;
        };
        /**
         * @description What stands before the decimals of a number.
         * @enum {string}
         */
        ExportDecimals: "point" | "comma";
        /**
         * @description What stands between columns.
         * @enum {string}
         */
        ExportSeparator: "comma" | "semicolon" | "tab";
        /**
         * ExposureTo
         * @description What can be lost at worst on some open bets.
         */
        ExposureTo: {
            /**
             * Format: decimal
             * @description What can be lost at worst.
             */
            amount: number;
            /**
             * Format: uint64
             * @description Open bets.
             */
            bets: number;
            /** @description To what: a bookmaker or a match. */
            name: string;
        };
        /**
         * Feed
         * @description A configured source.
         */
        Feed: {
            /** @description Who speaks to the source. */
            adapter: string;
            /**
             * Format: decimal
             * @description How often it is polled; of a planned feed, how often it is thought about beside kick-offs.
             */
            every_minutes: number;
            /**
             * Format: uint32
             * @description Polls that failed since it last answered.
             */
            failures: number;
            /** @description Where that leads by the end of the period, where its source counts calls. */
            forecast?: (components["schemas"]["Forecast"] & unknown) | null;
            /** @description Its name. */
            id: string;
            /**
             * Format: date-time
             * @description When it was last asked.
             */
            last_attempt_at?: string | null;
            /** @description Why the last poll failed. */
            last_error?: string | null;
            /** @description The last poll of this process. */
            last_poll?: (components["schemas"]["Poll"] & unknown) | null;
            /**
             * Format: date-time
             * @description When it last answered.
             */
            last_success_at?: string | null;
            /** @description How it is scheduled. */
            mode: components["schemas"]["FeedMode"] & unknown;
            /** @description What it will ask for next, where its source counts calls; null while nothing can be paid. */
            next_look?: (components["schemas"]["NextLook"] & unknown) | null;
            /**
             * Format: date-time
             * @description When it is polled next; null while it is being polled, or when nobody polls.
             */
            next_poll_at?: string | null;
            /** @description What may be asked of it, where it counts. */
            quota?: (components["schemas"]["Quota"] & unknown) | null;
            /**
             * Format: uint32
             * @description Answers that wait in the spool because the database could not take them.
             */
            spooled: number;
            /**
             * @description Whether it can be heard; null for a feed that is polled. While it is away its prices may be out
             *     of date: they are not among the latest odds and in no opportunity.
             */
            standing?: (components["schemas"]["FeedStanding"] & unknown) | null;
            /** @description What it is doing. */
            state: components["schemas"]["FeedState"] & unknown;
            /** @description The source's name as people know it. */
            title: string;
        };
        /**
         * @description How a feed is scheduled.
         * @enum {string}
         */
        FeedMode: "interval" | "fixed" | "planned";
        /**
         * @description Whether a feed that is listened to can be heard.
         * @enum {string}
         */
        FeedStanding: "live" | "away";
        /**
         * @description What a feed is doing.
         * @enum {string}
         */
        FeedState: "waiting" | "running" | "failing";
        /**
         * FeedStatus
         * @description How one feed is doing.
         */
        FeedStatus: {
            /** @description Its id. */
            id: string;
            /** @description What went wrong last. */
            last_error?: string | null;
            /**
             * Format: date-time
             * @description When it last succeeded.
             */
            last_success_at?: string | null;
            /**
             * Format: date-time
             * @description When it is due again.
             */
            next_at?: string | null;
            /** @description How its last collection ended: `ok`, `partial`, `failed`. */
            outcome?: string | null;
            /**
             * Format: uint64
             * @description Calls left, where the source counts them.
             */
            requests_remaining?: number | null;
        };
        /**
         * FieldError
         * @description What is wrong with one field of a request.
         */
        FieldError: {
            /** @description The parameter, or the path of the field in the body: `legs[1].odds_value`. Empty for the whole. */
            field: string;
            /** @description What is wrong, and what would be right. */
            message: string;
        };
        /**
         * Forecast
         * @description Where the spending of a budget leads.
         */
        Forecast: {
            /**
             * Format: uint32
             * @description The credits of the period.
             */
            budget: number;
            /** @description What will be spent on each of the coming days. */
            by_day: components["schemas"]["DayCredits"][];
            /**
             * Format: uint32
             * @description What will have been spent at its end.
             */
            credits_at_end: number;
            /**
             * Format: uint32
             * @description The events that this is about.
             */
            events: number;
            /**
             * Format: decimal
             * @description The minutes between the last look and the kick-off, at the median of the coming days' events;
             *     null where no kick-off is known, or most will not be seen.
             */
            last_look_minutes?: number | null;
            /**
             * Format: date-time
             * @description When the period ends.
             */
            period_ends_at: string;
            /**
             * Format: date-time
             * @description When the budget will be spent, if before.
             */
            spent_at?: string | null;
            /** @description In a sentence. */
            text: string;
        };
        /**
         * Freebet
         * @description The bets, the surest profit first.
         */
        Freebet: {
            /** @description The bets. */
            bets: components["schemas"]["PromotionPlan"][];
        };
        /**
         * FreebetRequest
         * @description A promotion, and the bets that it may be used on.
         */
        FreebetRequest: {
            /** @description The bets that it may be used on. */
            bets: components["schemas"]["PromotionBet"][];
            /** @description What is promised. */
            offer: components["schemas"]["Promotion"] & unknown;
        };
        /**
         * GlobalStats
         * @description What is quoted now, and what was bet over all time.
         */
        GlobalStats: {
            /**
             * Format: uint64
             * @description What is left of the feeds' quotas, where they tell.
             */
            api_requests_remaining?: number | null;
            /**
             * Format: decimal
             * @description Mean of (taken / close − 1) × 100, by stake.
             */
            avg_clv?: number | null;
            /**
             * Format: decimal
             * @description Mean of (taken × fair closing probability − 1) × 100, by stake.
             */
            avg_clv_fair?: number | null;
            /**
             * Format: decimal
             * @description The mean price.
             */
            avg_odds?: number | null;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_fair_n: number;
            /**
             * Format: decimal
             * @description Its standard error.
             */
            clv_fair_standard_error?: number | null;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_n: number;
            /**
             * Format: decimal
             * @description Its standard error: how far luck may have carried it.
             */
            clv_standard_error?: number | null;
            /** @description The currency of all amounts. */
            currency: string;
            /**
             * Format: uint64
             * @description Bets in other currencies, which count nowhere else.
             */
            foreign_currency_bets: number;
            /**
             * Format: date-time
             * @description When a price was last seen to change.
             */
            last_update?: string | null;
            /**
             * Format: decimal
             * @description Profit / stakes × 100.
             */
            roi?: number | null;
            /**
             * Format: decimal
             * @description Mean / standard deviation of daily returns × √365.
             */
            sharpe_ratio?: number | null;
            /**
             * Format: uint64
             * @description Bets.
             */
            total_bets: number;
            /**
             * Format: uint64
             * @description Bookmakers with prices.
             */
            total_bookmakers: number;
            /**
             * Format: uint64
             * @description Events with prices.
             */
            total_matches: number;
            /**
             * Format: uint64
             * @description Prices that stand.
             */
            total_odds: number;
            /**
             * Format: decimal
             * @description Their profit, after commission.
             */
            total_profit: number;
            /**
             * Format: decimal
             * @description What came back from them after commission, stakes included.
             */
            total_return: number;
            /**
             * Format: uint64
             * @description Sports with prices.
             */
            total_sports: number;
            /**
             * Format: decimal
             * @description Stakes of settled bets.
             */
            total_stake: number;
            /**
             * Format: decimal
             * @description Won / (won + lost) × 100; halves count half, pushes do not count.
             */
            win_rate?: number | null;
        };
        /**
         * GroupStats
         * @description What some bets came to.
         */
        GroupStats: {
            /**
             * Format: decimal
             * @description Mean of (taken / close − 1) × 100, by stake.
             */
            avg_clv?: number | null;
            /**
             * Format: decimal
             * @description Mean of (taken × fair closing probability − 1) × 100, by stake.
             */
            avg_clv_fair?: number | null;
            /**
             * Format: decimal
             * @description The mean price taken.
             */
            avg_odds?: number | null;
            /**
             * Format: uint64
             * @description How many.
             */
            bets_count: number;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_fair_n: number;
            /**
             * Format: decimal
             * @description Its standard error.
             */
            clv_fair_standard_error?: number | null;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_n: number;
            /**
             * Format: decimal
             * @description Its standard error: how far luck may have carried it.
             */
            clv_standard_error?: number | null;
            /** @description Which bets. */
            name: string;
            /**
             * Format: decimal
             * @description Their profit.
             */
            profit: number;
            /**
             * Format: decimal
             * @description Profit / stakes × 100.
             */
            roi?: number | null;
            /**
             * Format: decimal
             * @description What came back from them after commission, stakes included.
             */
            total_return: number;
            /**
             * Format: decimal
             * @description Their stakes.
             */
            total_stake: number;
            /**
             * Format: decimal
             * @description Won / (won + lost) × 100.
             */
            win_rate?: number | null;
        };
        /**
         * Guarantee
         * @description What is guaranteed, and the proof.
         */
        Guarantee: {
            /**
             * Format: decimal
             * @description No stakes on these prices guarantee more than this, in percent: proved by weights of the
             *     results under which no bet is worth more.
             */
            bound_pct: number;
            /**
             * Format: decimal
             * @description The profit in the worst result, in percent of what is put up.
             */
            guaranteed_pct: number;
            /** @description The profit result by result before steps and rounding, the worst first. */
            profile: components["schemas"]["GuaranteeLine"][];
        };
        /**
         * GuaranteeLine
         * @description Results with one profit.
         */
        GuaranteeLine: {
            /**
             * Format: decimal
             * @description The profit, in percent of what is put up.
             */
            profit_pct: number;
            /** @description The results, at most twelve of them. */
            results: string[];
            /**
             * Format: int64
             * @description How many there are.
             */
            results_count: number;
        };
        /**
         * Health
         * @description Whether the server is well.
         */
        Health: {
            /** @description How each part is. */
            checks: components["schemas"]["HealthChecks"] & unknown;
            /** @description `ok` where every part is, else `degraded`. */
            status: string;
            /**
             * Format: date-time
             * @description When the parts were asked, at most a second ago.
             */
            timestamp: string;
            /** @description The version of the product. */
            version: string;
        };
        /**
         * HealthChecks
         * @description Each part: `ok`, `degraded`, `down`; `not used` where this process has no such part.
         */
        HealthChecks: {
            /** @description The current prices. */
            cache: string;
            /** @description Whatever polls the feeds. */
            collector: string;
            /** @description The database. */
            store: string;
        };
        /**
         * Hedge
         * @description What to stake, and what comes of it.
         */
        Hedge: {
            /**
             * Format: decimal
             * @description The largest of them.
             */
            best_profit: number;
            /**
             * Format: decimal
             * @description No stakes in whole steps bring more than this.
             */
            bound: number;
            /**
             * Format: decimal
             * @description No stakes of any size bring more than this: what the steps cost.
             */
            ideal: number;
            /** @description The bets, in the order given. */
            legs: components["schemas"]["HedgeStake"][];
            /** @description The profit in every result, with what stood already, after commission. */
            profits: number[];
            /** @description Whether the search ended: no other stakes do better. */
            proven: boolean;
            /**
             * Format: decimal
             * @description What the new stakes put up.
             */
            put_up: number;
            /**
             * Format: decimal
             * @description What the goal comes to: a profit, or for weights a profit per unit of weight.
             */
            value: number;
            /**
             * Format: decimal
             * @description The smallest of them.
             */
            worst_profit: number;
        };
        /**
         * @description What is to be as large as possible.
         * @enum {string}
         */
        HedgeGoal: "level" | "weighted" | "favour" | "keep_upside";
        /**
         * HedgeLeg
         * @description A bet that may be made, or was.
         */
        HedgeLeg: {
            /** @description Where: bets in one market of one bookmaker share the commission on their net winnings. */
            bookmaker?: string | null;
            /** @description What the bookmaker takes from net winnings, a fraction: 0.05. */
            commission_rate?: (number | string) | null;
            /** @description In which market. */
            market?: string | null;
            /** @description Decimal odds. */
            odds: number | string;
            /** @description Whether more may be staked on it; so unless told otherwise. */
            open?: boolean | null;
            /**
             * @description What becomes of the *selection* in each result, the same results for every bet: `won`,
             *     `half_won`, `push`, `half_lost`, `lost` or `void`.
             */
            outcomes: string[];
            /** @description What is staked on it already, the backer's stake; nothing unless told otherwise. */
            placed?: (number | string) | null;
            /** @description `back` unless told otherwise. */
            side?: (components["schemas"]["CalcSide"] & unknown) | null;
            /** @description The largest stake taken. */
            stake_max?: (number | string) | null;
            /** @description The smallest stake taken. */
            stake_min?: (number | string) | null;
            /** @description Stakes are multiples of this: 0.01 unless told otherwise. */
            step?: (number | string) | null;
        };
        /**
         * HedgeRequest
         * @description Bets that may be made or were, and what is wanted of them.
         */
        HedgeRequest: {
            /** @description For `favour` and `keep_upside`: what every other result must bring; 0 unless told otherwise. */
            floor?: (number | string) | null;
            /** @description What is wanted: `level` unless told otherwise. */
            goal?: (components["schemas"]["HedgeGoal"] & unknown) | null;
            /** @description The bets. */
            legs: components["schemas"]["HedgeLeg"][];
            /** @description For `favour`: the results that count, from 0. */
            results?: number[] | null;
            /** @description The most that is put up now: stakes of backs, liabilities of lays. */
            total: number | string;
            /** @description For `weighted`: how much profit each result is to bring, in proportion. */
            weights?: (number | string)[] | null;
        };
        /**
         * HedgeStake
         * @description The new stake on a bet.
         */
        HedgeStake: {
            /**
             * Format: decimal
             * @description What can be lost if the placing stops before it; null without a stake.
             */
            exposed?: number | null;
            /**
             * Format: decimal
             * @description The odds that it must still have, its stake chosen anew, for all to come out without a loss;
             *     null where nothing is lost without it, or no odds save it.
             */
            odds_needed?: number | null;
            /**
             * Format: int64
             * @description When to place it, from 1, so that the least hangs in the air meanwhile; null without a stake.
             */
            order?: number | null;
            /**
             * Format: decimal
             * @description What it puts up: of a lay the liability.
             */
            put_up: number;
            /**
             * Format: decimal
             * @description The backer's stake.
             */
            stake: number;
        };
        /**
         * History
         * @description How the prices of a match moved.
         */
        History: {
            /** @description The length of the candles, if there are any. */
            interval?: string | null;
            /** @description The match. */
            match_id: string;
            /** @description A series for each selection, bookmaker and side. */
            series: components["schemas"]["HistorySeries"][];
        };
        /**
         * HistoryPoint
         * @description A change.
         */
        HistoryPoint: {
            /**
             * Format: date-time
             * @description When we saw it.
             */
            created_at: string;
            /**
             * Format: decimal
             * @description The decimal price; null when it disappeared.
             */
            odds_value?: number | null;
            /**
             * Format: date-time
             * @description The source's own clock.
             */
            timestamp: string;
        };
        /**
         * HistorySeries
         * @description The prices of a selection at a bookmaker over time.
         */
        HistorySeries: {
            /** @description Who quotes. */
            bookmaker: string;
            /** @description The candles that were asked for, oldest first. A stretch without a change has none. */
            candles: components["schemas"]["Candle"][];
            /** @description Our word for it. */
            market: string;
            /** @description The documented word for the market. */
            market_type: string;
            /** @description The selection. */
            outcome: string;
            /** @description Which part of the match counts. */
            period: string;
            /**
             * Format: decimal
             * @description The market's line; of a handicap the home side's.
             */
            point?: number | null;
            /** @description Every change, oldest first; empty when candles were asked for. */
            points: components["schemas"]["HistoryPoint"][];
            /** @description `back` or `lay`. */
            side: string;
        };
        /**
         * @description How a bet was placed.
         * @enum {string}
         */
        ImportChannel: "ligne" | "tabac";
        /**
         * ImportSums
         * @description Sums of one currency.
         */
        ImportSums: {
            /** @description The currency. */
            currency: string;
            /**
             * Format: decimal
             * @description What was gained, as the file says.
             */
            profit: number;
            /**
             * Format: decimal
             * @description What would have been gained at the prices in the file.
             */
            profit_at_price: number;
            /**
             * Format: decimal
             * @description What was staked.
             */
            stakes: number;
        };
        /**
         * Incident
         * @description What kept it from ending as planned, with what the rules ask of it.
         */
        Incident: {
            /** @description What happened. */
            kind: components["schemas"]["IncidentKind"] & unknown;
            /**
             * Format: int64
             * @description Of an abandonment or a postponement: it was played to its end after so many hours; nothing where
             *     it was not.
             */
            played_after_hours?: number | null;
            /**
             * Format: int64
             * @description Of a retirement: so many sets had been played to their end; nothing where not a ball was.
             */
            sets?: number | null;
            /** @description Of a retirement: who gave up; of an award: to whom. */
            side?: (components["schemas"]["EventSide"] & unknown) | null;
        };
        /**
         * @description What kept an event from ending as planned.
         * @enum {string}
         */
        IncidentKind: "retired" | "walkover" | "abandoned" | "postponed" | "awarded";
        /**
         * Kelly
         * @description Shares of a bankroll.
         */
        Kelly: {
            /** @description The bets, in the order given. */
            bets: components["schemas"]["KellyStake"][];
            /**
             * Format: decimal
             * @description What is left of one unit of bankroll when nothing backed comes in, at the whole Kelly stake.
             */
            reserve: number;
            /**
             * Format: decimal
             * @description What is staked of the bankroll, as a fraction; of a lay, its liability.
             */
            staked: number;
        };
        /**
         * KellyBet
         * @description One bet, by what may become of it.
         */
        KellyBet: {
            /** @description What the venue takes from winnings, a fraction: 0.05. */
            commission_rate?: (number | string) | null;
            /** @description How likely half of it is lost and half comes back. */
            half_lost?: (number | string) | null;
            /** @description How likely half of it is won and half comes back. */
            half_won?: (number | string) | null;
            /** @description How likely it is lost; all that is left unless told otherwise. What is then left comes back. */
            lost?: (number | string) | null;
            /** @description Decimal odds. */
            odds: number | string;
            /**
             * @description `back` unless told otherwise. Outcomes are those of the bet: a lay is won when the selection
             *     loses.
             */
            side?: (components["schemas"]["CalcSide"] & unknown) | null;
            /**
             * @description How far the probability may be off: its standard error. The stake is made smaller for it,
             *     where there are no half results.
             */
            standard_error?: (number | string) | null;
            /** @description How likely it is won, from 0 to 1. */
            won: number | string;
        };
        /**
         * @description What becomes of probability that no outcome has.
         * @enum {string}
         */
        KellyMissing: "lost" | "refunded";
        /**
         * KellyOutcome
         * @description An outcome.
         */
        KellyOutcome: {
            /** @description Decimal odds. */
            odds: number | string;
            /** @description How likely it is, from 0 to 1. */
            probability: number | string;
        };
        /**
         * KellyRequest
         * @description Outcomes of which at most one happens, or one bet.
         */
        KellyRequest: {
            /** @description What there is to stake from; stakes are answered where it is given. */
            bankroll?: (number | string) | null;
            /** @description One bet, instead of outcomes. */
            bet?: (components["schemas"]["KellyBet"] & unknown) | null;
            /** @description Which part of the whole Kelly stake: 1 unless told otherwise, 0.5 for half Kelly. */
            fraction?: (number | string) | null;
            /** @description What becomes of probability that the outcomes leave out: `lost` unless told otherwise. */
            missing?: (components["schemas"]["KellyMissing"] & unknown) | null;
            /** @description Outcomes of one market, of which at most one happens. */
            outcomes?: components["schemas"]["KellyOutcome"][] | null;
        };
        /**
         * KellyStake
         * @description The stake on a bet.
         */
        KellyStake: {
            /**
             * Format: decimal
             * @description The mean profit of one unit put up, in percent.
             */
            edge_pct: number;
            /**
             * Format: decimal
             * @description What to put up, to the cent; null without a bankroll.
             */
            put_up?: number | null;
            /**
             * Format: decimal
             * @description The share of the bankroll to put up.
             */
            share: number;
            /**
             * Format: decimal
             * @description The backer's stake, to the cent: of a lay, what is laid; null without a bankroll.
             */
            stake?: number | null;
        };
        /**
         * LatestOdds
         * @description One price that stands now.
         */
        LatestOdds: {
            /**
             * Format: int64
             * @description How old it is, in seconds: since it was last seen to stand, by the older of both clocks.
             */
            age: number;
            /** @description The side listed second. */
            away_team: string;
            /** @description Who quotes. */
            bookmaker: string;
            /**
             * Format: date-time
             * @description When the match starts.
             */
            commence_time: string;
            /**
             * Format: date-time
             * @description When we saw it.
             */
            created_at: string;
            /** @description The side listed first. */
            home_team: string;
            /**
             * Format: int64
             * @description The number of the row; of a current price, of the quote.
             */
            id: number;
            /** @description Whether it is current and nobody gives a better one. */
            is_best: boolean;
            /** @description The competition's name, if it has one. */
            league?: string | null;
            /** @description Our word for it: `1x2`, `asian_handicap`, `total` … */
            market: string;
            /** @description The documented word for the market: `h2h`, `spreads`, `totals` … */
            market_type: string;
            /** @description The match. */
            match_id: string;
            /**
             * Format: decimal
             * @description The decimal price.
             */
            odds_value: number;
            /** @description The selection: `home`, `draw`, `away`, `over`, `under` … */
            outcome: string;
            /** @description Which part of the match counts. */
            period: string;
            /**
             * Format: decimal
             * @description The line from the outcome's own side, for handicaps and totals.
             */
            point?: number | null;
            /** @description What was quoted, where it was not decimal: `11/10`, `+110`. */
            quoted?: string | null;
            /** @description `back` or `lay`. */
            side: string;
            /** @description The sport. */
            sport: string;
            /**
             * Format: date-time
             * @description The source's own clock.
             */
            timestamp: string;
        };
        /**
         * Leg
         * @description One price of a finding.
         */
        Leg: {
            /**
             * Format: int64
             * @description How old the price is.
             */
            age_seconds: number;
            /** @description Who quotes. */
            bookmaker?: string | null;
            /**
             * Format: decimal
             * @description What the bookmaker takes of net winnings, in percent.
             */
            commission_pct: number;
            /** @description Its market with line and period. */
            market: string;
            /** @description The documented word for its market. */
            market_type: string;
            /**
             * Format: decimal
             * @description The decimal price.
             */
            odds: number;
            /** @description The selection. */
            outcome: string;
            /**
             * Format: decimal
             * @description The share of all that is put up; of a lay that is its liability.
             */
            share: number;
            /** @description `back` or `lay`. */
            side: string;
            /**
             * Format: decimal
             * @description The backer's stake; null without stakes.
             */
            stake?: number | null;
        };
        /**
         * LegExplained
         * @description Why a leg was decided as it was.
         */
        LegExplained: {
            /** @description The close of its market. */
            close?: (components["schemas"]["MarketClose"] & unknown) | null;
            /** @description The market as it is understood. */
            market: string;
            /** @description The event's public name; null where the event is gone. */
            match_id?: string | null;
            /** @description All that was said of its event, oldest first. */
            reports: components["schemas"]["ResultReport"][];
            /** @description What became of the selection. */
            result?: string | null;
            /** @description The sets of rules that count for it. */
            rules: string;
            /** @description How it was decided, oldest first. */
            rulings: components["schemas"]["LegRuling"][];
            /** @description The selection as it is understood. */
            selection: string;
        };
        /**
         * LegRuling
         * @description A decision on a leg.
         */
        LegRuling: {
            /**
             * Format: date-time
             * @description When.
             */
            decided_at: string;
            /** @description What became of the selection. */
            result: string;
            /**
             * Format: int64
             * @description By which of its revisions.
             */
            revision: number;
            /** @description The sets of rules that were asked. */
            rules: string;
            /** @description What it said. */
            said: string;
            /** @description By whose word. */
            source: string;
        };
        /**
         * LegStake
         * @description The stake on a leg.
         */
        LegStake: {
            /** @description Where. */
            bookmaker?: string | null;
            /**
             * Format: decimal
             * @description What can be lost if the placing stops before this leg; null for a leg without a stake.
             */
            exposed?: number | null;
            /**
             * Format: decimal
             * @description The price that the leg must still have, its stake chosen anew, for all to come out without a
             *     loss; null where nothing is lost without it, or no price saves it.
             */
            odds_needed?: number | null;
            /**
             * Format: int64
             * @description When to place it, from 1, so that the least hangs in the air meanwhile; null for a leg without
             *     a stake.
             */
            order?: number | null;
            /** @description On what. */
            outcome: string;
            /**
             * Format: decimal
             * @description What it puts up: the stake of a back, the liability of a lay.
             */
            put_up: number;
            /**
             * Format: decimal
             * @description How much: the backer's stake, of a lay too.
             */
            stake: number;
        };
        /**
         * MarketClose
         * @description The close of a market, and of the selection in it.
         */
        MarketClose: {
            /**
             * Format: int64
             * @description How long before the start the reference was last seen, in seconds.
             */
            age_s: number;
            /**
             * Format: decimal
             * @description The selection's fair probability.
             */
            fair_probability?: number | null;
            /** @description How its margin was taken out; null where the whole market was not priced. */
            method?: string | null;
            /**
             * Format: decimal
             * @description The selection's price, after commission at an exchange.
             */
            odds_close?: number | null;
            /** @description Whose it is: the key of a venue, or `consensus`. */
            reference: string;
            /** @description What each venue said last. */
            venues: components["schemas"]["VenueClose"][];
        };
        /**
         * Match
         * @description A match with the best prices of its result.
         */
        Match: {
            /** @description The side listed second. */
            away_team: string;
            /**
             * Format: decimal
             * @description The best price of the away side.
             */
            best_away_odds?: number | null;
            /**
             * Format: decimal
             * @description The best price of a draw.
             */
            best_draw_odds?: number | null;
            /**
             * Format: decimal
             * @description The best price of the home side.
             */
            best_home_odds?: number | null;
            /**
             * Format: int64
             * @description Bookmakers that quote it.
             */
            bookmaker_count: number;
            /**
             * Format: date-time
             * @description When it starts, or midnight of its day.
             */
            commence_time: string;
            /** @description The side listed first. */
            home_team: string;
            /** @description Whether it is still to come, so that its prices are current. */
            is_open: boolean;
            /** @description The competition's name, if it has one. */
            league?: string | null;
            /** @description Its id. */
            match_id: string;
            /**
             * Format: int64
             * @description Prices to back.
             */
            odds_count: number;
            /** @description The sport. */
            sport: string;
            /** @description Whether the hour is known. */
            time_known: boolean;
        };
        /**
         * MatchAlias
         * @description What is known of a name.
         */
        MatchAlias: {
            /**
             * Format: date-time
             * @description When it was noted.
             */
            created_at: string;
            /** @description By whom. */
            created_by: string;
            /** @description Why. */
            evidence: string;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description The competition that it was met in. */
            league?: string | null;
            /** @description The name. */
            name: string;
            /** @description `learnt` from matches, or a person's `answer`. */
            origin: string;
            /** @description The side, by the catalogue's name. */
            participant: string;
            /**
             * Format: int64
             * @description The question that it answers.
             */
            review_id?: number | null;
            /** @description Whether it is that side, or is not. */
            same: boolean;
            /** @description Whose name it is. */
            source: string;
            /** @description The sport. */
            sport: string;
            /**
             * Format: date-time
             * @description When it was taken back.
             */
            withdrawn_at?: string | null;
            /** @description By whom. */
            withdrawn_by?: string | null;
        };
        /**
         * MatchJoin
         * @description A merge or a split of matches.
         */
        MatchJoin: {
            /** @description By whom. */
            actor: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Where things went from. */
            from?: (components["schemas"]["MatchSummary"] & unknown) | null;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description `merge` or `split`. */
            kind: string;
            /**
             * Format: int64
             * @description The question whose answer it was.
             */
            review_id?: number | null;
            /** @description Whether home and away were exchanged. */
            swapped: boolean;
            /** @description Where they went. */
            to?: (components["schemas"]["MatchSummary"] & unknown) | null;
            /**
             * Format: date-time
             * @description When it was undone.
             */
            undone_at?: string | null;
            /** @description By whom. */
            undone_by?: string | null;
        };
        /**
         * MatchName
         * @description A name that a match goes by.
         */
        MatchName: {
            /** @description The source's word on the kick-off counts. */
            leads: boolean;
            /** @description The name. */
            name: string;
            /** @description Whose name. */
            source: string;
            /** @description The source lists the sides the other way round. */
            swapped: boolean;
        };
        /**
         * MatchNames
         * @description A match with what hangs on it.
         */
        MatchNames: {
            /** @description The bets on it. */
            bets: number[];
            /** @description What it was made of, the newest first. */
            joins: components["schemas"]["MatchJoin"][];
            /** @description The match. */
            match: components["schemas"]["MatchSummary"] & unknown;
            /** @description The names that it goes by. */
            names: components["schemas"]["MatchName"][];
        };
        /**
         * MatchReview
         * @description A pair of matches that may be one.
         */
        MatchReview: {
            /**
             * Format: date-time
             * @description When it was answered.
             */
            answered_at?: string | null;
            /** @description By whom. */
            answered_by?: string | null;
            /** @description The match that it may be. */
            candidate?: (components["schemas"]["MatchSummary"] & unknown) | null;
            /**
             * Format: date-time
             * @description When the question came up.
             */
            created_at: string;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description The match that was made for it. */
            match?: (components["schemas"]["MatchSummary"] & unknown) | null;
            /** @description The names that were compared. */
            names: components["schemas"]["ComparedNames"][];
            /** @description Why it is not sure, the weightiest first. */
            reasons: string[];
            /** @description The source's name for it. */
            reference: string;
            /**
             * Format: decimal
             * @description How alike the next best candidate is, from 0 to 1.
             */
            runner_up: number;
            /**
             * Format: decimal
             * @description How alike the two are, from 0 to 1.
             */
            score: number;
            /** @description Whose match it is. */
            source: string;
            /** @description `open`, `accepted`, `rejected` or `moot`. */
            state: string;
            /** @description Whether home and away stand the other way round. */
            swapped: boolean;
        };
        /**
         * @description Where a question stands.
         * @enum {string}
         */
        MatchReviewState: "open" | "accepted" | "rejected" | "moot";
        /**
         * MatchSummary
         * @description A match, as a question is about it.
         */
        MatchSummary: {
            /** @description The side listed second. */
            away_team: string;
            /**
             * Format: date-time
             * @description When it starts.
             */
            commence_time: string;
            /** @description The side listed first. */
            home_team: string;
            /** @description The competition. */
            league?: string | null;
            /** @description Its own id. */
            match_id: string;
            /** @description The sport. */
            sport: string;
            /** @description Whether the hour is known. */
            time_known: boolean;
        };
        /**
         * MatchWithOdds
         * @description A match with all its prices.
         */
        MatchWithOdds: {
            /** @description The side listed second. */
            away_team: string;
            /**
             * Format: decimal
             * @description The best price of the away side.
             */
            best_away_odds?: number | null;
            /**
             * Format: decimal
             * @description The best price of a draw.
             */
            best_draw_odds?: number | null;
            /**
             * Format: decimal
             * @description The best price of the home side.
             */
            best_home_odds?: number | null;
            /** @description The best price to back, by market (`1x2`, `total 2.5`) and outcome. */
            best_odds: {
                [key: string]: {
                    [key: string]: components["schemas"]["BestOdds"];
                };
            };
            /**
             * Format: int64
             * @description Bookmakers that quote it.
             */
            bookmaker_count: number;
            /**
             * Format: date-time
             * @description When it starts, or midnight of its day.
             */
            commence_time: string;
            /** @description The side listed first. */
            home_team: string;
            /** @description Whether it is still to come, so that its prices are current. */
            is_open: boolean;
            /** @description The competition's name, if it has one. */
            league?: string | null;
            /** @description Its id. */
            match_id: string;
            /** @description Its prices: those that stand, or the last ones of a match that is over. */
            odds: components["schemas"]["Odds"][];
            /**
             * Format: int64
             * @description Prices to back.
             */
            odds_count: number;
            /** @description The sport. */
            sport: string;
            /** @description Whether the hour is known. */
            time_known: boolean;
        };
        /**
         * MergeMatches
         * @description Two matches that are one.
         */
        MergeMatches: {
            /** @description The match that stays. */
            into: string;
            /** @description The match that goes, by its own id or a source's. */
            match_id: string;
            /** @description Whether their home and away stand the other way round; by their names where nothing is said. */
            swapped?: boolean | null;
        };
        /**
         * MetricSample
         * @description A figure at an instant.
         */
        MetricSample: {
            /** @description Its labels: `sport="football"`; often empty. */
            labels: string;
            /** @description The family. */
            name: string;
            /**
             * Format: date-time
             * @description When it was read.
             */
            timestamp: string;
            /**
             * Format: double
             * @description The figure.
             */
            value: number;
        };
        /**
         * Middle
         * @description What a middle costs and what it brings.
         */
        Middle: {
            /**
             * Format: decimal
             * @description What is lost when the gap is missed, in percent of what is staked; below 0 when even that wins.
             */
            cost_pct: number;
            /**
             * Format: decimal
             * @description What is won in the best result, in percent of what is staked.
             */
            gain_pct: number;
            /** @description The totals, or the margins of the home side, that hit it. */
            numbers: number[];
            /**
             * Format: decimal
             * @description How likely the gap must be hit for the middle to be worth it, in percent.
             */
            probability_needed_pct: number;
        };
        /**
         * MonthStats
         * @description A month.
         */
        MonthStats: {
            /**
             * Format: decimal
             * @description Mean of (taken / close − 1) × 100, by stake.
             */
            avg_clv?: number | null;
            /**
             * Format: decimal
             * @description Mean of (taken × fair closing probability − 1) × 100, by stake.
             */
            avg_clv_fair?: number | null;
            /**
             * Format: decimal
             * @description The mean price taken.
             */
            avg_odds?: number | null;
            /**
             * Format: uint64
             * @description How many.
             */
            bets_count: number;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_fair_n: number;
            /**
             * Format: decimal
             * @description Its standard error.
             */
            clv_fair_standard_error?: number | null;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_n: number;
            /**
             * Format: decimal
             * @description Its standard error: how far luck may have carried it.
             */
            clv_standard_error?: number | null;
            /** @description `2026-11`, by settlement (UTC). */
            month: string;
            /**
             * Format: decimal
             * @description Their profit.
             */
            profit: number;
            /**
             * Format: decimal
             * @description Profit / stakes × 100.
             */
            roi?: number | null;
            /**
             * Format: decimal
             * @description What came back from them after commission, stakes included.
             */
            total_return: number;
            /**
             * Format: decimal
             * @description Their stakes.
             */
            total_stake: number;
            /**
             * Format: decimal
             * @description Won / (won + lost) × 100.
             */
            win_rate?: number | null;
        };
        /**
         * NewBet
         * @description A bet to be recorded. A single names `match_id`, `outcome` and `odds_value`; an accumulator has
         *     `legs` instead.
         * @example {
         *       "actual_odds": null,
         *       "actual_profit": null,
         *       "away_team": null,
         *       "bet_type": "tabac",
         *       "bookmaker": "Parions Sport PdV",
         *       "boost_max": null,
         *       "boost_rate": null,
         *       "channel": null,
         *       "clv": null,
         *       "commence_time": null,
         *       "commission_rate": null,
         *       "competition": null,
         *       "currency": null,
         *       "free_bet": null,
         *       "home_team": null,
         *       "legs": null,
         *       "login": null,
         *       "market_type": "h2h",
         *       "match_id": "PSG - OM",
         *       "notes": null,
         *       "odds_close": null,
         *       "odds_value": 2.1,
         *       "outcome": "1",
         *       "paper": null,
         *       "payout": null,
         *       "placed_at": null,
         *       "point": null,
         *       "result": null,
         *       "side": null,
         *       "sport": null,
         *       "stake": 10,
         *       "status": null,
         *       "strategy": null,
         *       "tags": null
         *     }
         */
        NewBet: {
            /** @description The price that it was settled at, where that is not the price taken. */
            actual_odds?: (number | string) | null;
            /** @description What was gained, after commission. */
            actual_profit?: (number | string) | null;
            /** @description The side listed second of an event that is not known yet. */
            away_team?: string | null;
            /** @description `tabac`, `ligne`, or a strategy: `value` (the default), `arbitrage`, `manual` … */
            bet_type?: string | null;
            /** @description The bookmaker, by key or name; one that is not known yet is added. */
            bookmaker: string;
            /** @description The most that it pays on top. */
            boost_max?: (number | string) | null;
            /**
             * @description What the venue pays on top of the winnings, as a fraction of them: 0.2 for 20 % more. A boosted
             *     price is no boost but the price taken.
             */
            boost_rate?: (number | string) | null;
            /** @description How it was placed: `ligne` or `tabac`. Overrides what `bet_type` says. */
            channel?: string | null;
            /** @description Closing line value in percent: (taken / close − 1) × 100. */
            clv?: (number | string) | null;
            /**
             * Format: date-time
             * @description When an event that is not known yet starts.
             */
            commence_time?: string | null;
            /** @description What the venue takes from net winnings, a fraction: 0.05. The venue's own rate by default. */
            commission_rate?: (number | string) | null;
            /** @description The competition of an event that is not known yet. */
            competition?: string | null;
            /** @description Three letters; the bankroll's currency by default. */
            currency?: string | null;
            /** @description A free bet: the stake is the venue's, and does not come back with the winnings. */
            free_bet?: boolean | null;
            /** @description The side listed first of an event that is not known yet. */
            home_team?: string | null;
            /** @description The selections of an accumulator, of different events. */
            legs?: components["schemas"]["NewBetLeg"][] | null;
            /** @description The login at the bookmaker, where there are several. */
            login?: string | null;
            /** @description The market: `h2h` (the default), `totals`, `spreads`, `btts` … or any words. */
            market_type?: string | null;
            /** @description The event: a `match_id` of this server, or your own name for one that it does not know. */
            match_id?: string | null;
            /** @description Notes. */
            notes?: string | null;
            /** @description Decimal odds at the close; decides `clv`. */
            odds_close?: (number | string) | null;
            /** @description Decimal odds taken, above 1 and at most 1,000,000. Of an accumulator: may be left out. */
            odds_value?: (number | string) | null;
            /** @description The selection: `1`, `N`, `2`, `over`, the name of a side, or any words. */
            outcome?: string | null;
            /** @description Play money: kept in books of its own. */
            paper?: boolean | null;
            /** @description What the bookmaker paid, stake included. */
            payout?: (number | string) | null;
            /**
             * Format: date-time
             * @description When it was placed; now by default.
             */
            placed_at?: string | null;
            /** @description The number of a total or handicap, seen from the selection: 2.5, -0.25. */
            point?: (number | string) | null;
            /** @description What became of it, for a bet recorded after its end. */
            result?: string | null;
            /** @description `back` (the default) or `lay`. */
            side?: (components["schemas"]["BetSide"] & unknown) | null;
            /** @description The sport of an event that is not known yet; football by default. */
            sport?: string | null;
            /** @description What the backer puts up, in whole cents. */
            stake: number | string;
            /** @description `pending` (the default), `settled` or `void`. */
            status?: string | null;
            /** @description Why it was placed. Overrides what `bet_type` says. */
            strategy?: string | null;
            /** @description Labels. */
            tags?: string[] | null;
        };
        /**
         * NewBetLeg
         * @description One selection of an accumulator.
         */
        NewBetLeg: {
            /** @description The side listed second of an event that is not known yet. */
            away_team?: string | null;
            /**
             * Format: date-time
             * @description When an event that is not known yet starts.
             */
            commence_time?: string | null;
            /** @description The competition of an event that is not known yet. */
            competition?: string | null;
            /** @description The side listed first of an event that is not known yet. */
            home_team?: string | null;
            /** @description The market. */
            market_type?: string | null;
            /** @description The event. */
            match_id: string;
            /** @description Decimal odds taken. */
            odds_value: number | string;
            /** @description The selection. */
            outcome: string;
            /** @description The number of a total or handicap, seen from the selection. */
            point?: (number | string) | null;
            /** @description The sport of an event that is not known yet. */
            sport?: string | null;
        };
        /**
         * NewPlugin
         * @description A plugin to put into the folder.
         */
        NewPlugin: {
            /**
             * @description The component in base64; larger ones than a body may be (10 MiB) are installed with
             *     `monps plugin install`.
             */
            component: string;
            /** @description The content hash, in hexadecimal: what arrived is what was meant. */
            sha256: string;
            /** @description Its minisign signature, the whole file; asked for where keys are trusted. */
            signature?: string | null;
        };
        /**
         * NewQuote
         * @description A price entered by hand.
         */
        NewQuote: {
            /** @description The side listed second. */
            away_team?: string | null;
            /**
             * Format: date-time
             * @description When it stops counting: an hour after it was seen unless told otherwise; at most 7 days.
             */
            expires_at?: string | null;
            /** @description The side listed first, where no known match is named. */
            home_team?: string | null;
            /** @description The competition's name. */
            league?: string | null;
            /** @description The line, for totals and handicaps; of a handicap the home side's. */
            line?: (number | string) | null;
            /** @description The market: our slug or the documented word. */
            market: string;
            /** @description Which match, by its own id or a source's. */
            match_id?: string | null;
            /** @description Which part of the match: `full_time` unless told otherwise. */
            period?: string | null;
            /** @description The price. */
            price: number | string;
            /**
             * Format: date-time
             * @description When it was seen: now unless told otherwise.
             */
            seen_at?: string | null;
            /** @description The selection: its slug (`home`, `over`), a sign (`1`, `N`, `X`, `2`) or the name of a side. */
            selection: string;
            /** @description `back` unless told otherwise. */
            side?: (components["schemas"]["QuoteSide"] & unknown) | null;
            /** @description The sport: `football`. */
            sport?: string | null;
            /** @description The most that the venue takes. */
            stake_max?: (number | string) | null;
            /**
             * Format: date-time
             * @description When the match starts.
             */
            starts_at?: string | null;
            /** @description Who quotes: key or title; an unknown one becomes a bookmaker of that name. */
            venue: string;
        };
        /**
         * NewQuotes
         * @description Prices entered by hand.
         */
        NewQuotes: {
            /** @description 1 to 500 of them. */
            quotes: components["schemas"]["NewQuote"][];
        };
        /**
         * NextLook
         * @description What a feed will ask for next.
         */
        NextLook: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uint32
             * @description What it will cost; results come on top.
             */
            credits: number;
            /** @description The parts of the source, such as competitions; empty for all that the feed has. */
            parts: string[];
            /** @description Why, in words. */
            reason: string;
        };
        /**
         * Odds
         * @description One price.
         */
        Odds: {
            /** @description The side listed second. */
            away_team: string;
            /** @description Who quotes. */
            bookmaker: string;
            /**
             * Format: date-time
             * @description When the match starts.
             */
            commence_time: string;
            /**
             * Format: date-time
             * @description When we saw it.
             */
            created_at: string;
            /** @description The side listed first. */
            home_team: string;
            /**
             * Format: int64
             * @description The number of the row; of a current price, of the quote.
             */
            id: number;
            /** @description Whether it is current and nobody gives a better one. */
            is_best: boolean;
            /** @description The competition's name, if it has one. */
            league?: string | null;
            /** @description Our word for it: `1x2`, `asian_handicap`, `total` … */
            market: string;
            /** @description The documented word for the market: `h2h`, `spreads`, `totals` … */
            market_type: string;
            /** @description The match. */
            match_id: string;
            /**
             * Format: decimal
             * @description The decimal price.
             */
            odds_value: number;
            /** @description The selection: `home`, `draw`, `away`, `over`, `under` … */
            outcome: string;
            /** @description Which part of the match counts. */
            period: string;
            /**
             * Format: decimal
             * @description The line from the outcome's own side, for handicaps and totals.
             */
            point?: number | null;
            /** @description What was quoted, where it was not decimal: `11/10`, `+110`. */
            quoted?: string | null;
            /** @description `back` or `lay`. */
            side: string;
            /** @description The sport. */
            sport: string;
            /**
             * Format: date-time
             * @description The source's own clock.
             */
            timestamp: string;
        };
        /**
         * Opportunity
         * @description A finding.
         */
        Opportunity: {
            /** @description The side listed second. */
            away_team: string;
            /**
             * Format: decimal
             * @description Its highest current price.
             */
            best_odd?: number | null;
            /**
             * Format: decimal
             * @description The same.
             */
            best_odds?: number | null;
            /** @description Who gives the best price. */
            bookmaker_best?: string | null;
            /** @description Who gives the worst. */
            bookmaker_worst?: string | null;
            /**
             * Format: date-time
             * @description When the match starts.
             */
            commence_time: string;
            /**
             * Format: date-time
             * @description The same as `first_seen`.
             */
            created_at: string;
            /**
             * Format: decimal
             * @description Of a value: the edge by the least generous way of taking the margin out, in percent.
             */
            edge_low_pct?: number | null;
            /**
             * Format: decimal
             * @description In percent: guaranteed for an arbitrage, across markets and for backs and lays, expected for a
             *     value, what is lost when it is missed for a middle (below 0), 1 / book sum − 1 for a low hold,
             *     the spread itself for a spread.
             */
            edge_pct: number;
            /**
             * Format: decimal
             * @description What the total brings: guaranteed for an arbitrage, expected for a value, in the worst result
             *     for a middle or a low hold; null for a spread.
             */
            estimated_value?: number | null;
            /**
             * Format: date-time
             * @description When it was first found.
             */
            first_seen: string;
            /**
             * @description Of a finding across markets, or of backs and lays: what is guaranteed, and the proof that no
             *     stakes guarantee more.
             */
            guarantee?: (components["schemas"]["Guarantee"] & unknown) | null;
            /** @description The side listed first. */
            home_team: string;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /**
             * Format: date-time
             * @description When it was last found.
             */
            last_seen: string;
            /** @description The competition's name, if it has one. */
            league?: string | null;
            /** @description The prices involved. */
            legs: components["schemas"]["Leg"][];
            /** @description The market with its line and period: `1x2`, `total 2.5`. */
            market: string;
            /** @description The documented word for the market: that of the first leg where there are several. */
            market_type: string;
            /** @description The match. */
            match_id: string;
            /** @description Of a middle: what it costs, what it brings and when. */
            middle?: (components["schemas"]["Middle"] & unknown) | null;
            /**
             * Format: int64
             * @description Bookmakers that quote the market.
             */
            nb_bookmakers: number;
            /** @description `arbitrage`, `cross_market`, `back_lay`, `middle`, `value`, `low_hold` or `spread`. */
            opportunity_type: string;
            /** @description The outcome whose current prices lie farthest apart; null once nobody quotes it. */
            outcome?: string | null;
            /** @description What comes back for these stakes, result by result; empty without stakes. */
            profit_profile: components["schemas"]["ProfitLine"][];
            /** @description The sport. */
            sport: string;
            /**
             * Format: decimal
             * @description (best − worst) / worst of the outcome's current prices, in percent.
             */
            spread_pct?: number | null;
            /** @description Stakes for the total asked for; null when none can be suggested, and `trust` says why. */
            stakes?: (components["schemas"]["SuggestedStakes"] & unknown) | null;
            /** @description Whether it may be acted upon, and why not. */
            trust: components["schemas"]["Trust"] & unknown;
            /**
             * Format: decimal
             * @description Its lowest current price.
             */
            worst_odd?: number | null;
            /**
             * Format: decimal
             * @description The same.
             */
            worst_odds?: number | null;
        };
        /**
         * Performance
         * @description What some settled bets came to, voids left out.
         */
        Performance: {
            /**
             * Format: decimal
             * @description Mean of (taken / close − 1) × 100, by stake.
             */
            avg_clv?: number | null;
            /**
             * Format: decimal
             * @description Mean of (taken × fair closing probability − 1) × 100, by stake.
             */
            avg_clv_fair?: number | null;
            /**
             * Format: decimal
             * @description The mean price taken.
             */
            avg_odds?: number | null;
            /**
             * Format: uint64
             * @description How many.
             */
            bets_count: number;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_fair_n: number;
            /**
             * Format: decimal
             * @description Its standard error.
             */
            clv_fair_standard_error?: number | null;
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            clv_n: number;
            /**
             * Format: decimal
             * @description Its standard error: how far luck may have carried it.
             */
            clv_standard_error?: number | null;
            /**
             * Format: decimal
             * @description Their profit.
             */
            profit: number;
            /**
             * Format: decimal
             * @description Profit / stakes × 100.
             */
            roi?: number | null;
            /**
             * Format: decimal
             * @description What came back from them after commission, stakes included.
             */
            total_return: number;
            /**
             * Format: decimal
             * @description Their stakes.
             */
            total_stake: number;
            /**
             * Format: decimal
             * @description Won / (won + lost) × 100.
             */
            win_rate?: number | null;
        };
        /**
         * PerformanceByType
         * @description By channel.
         */
        PerformanceByType: {
            /** @description Online. */
            ligne: components["schemas"]["Performance"] & unknown;
            /** @description At a counter. */
            tabac: components["schemas"]["Performance"] & unknown;
        };
        /**
         * PeriodScore
         * @description The score of a part of the event.
         */
        PeriodScore: {
            /**
             * Format: int64
             * @description Of the side listed second.
             */
            away: number;
            /**
             * Format: int64
             * @description Of the side listed first.
             */
            home: number;
            /**
             * @description `full_time` (90 minutes in football), `first_half`, `second_half`, `with_overtime`, `sets`,
             *     `games`, `set_1` to `set_5`.
             */
            period: string;
        };
        /**
         * Plugin
         * @description A plugin.
         */
        Plugin: {
            /** @description What it asks for, a sentence each. */
            asks: string[];
            /** @description How it does. */
            health: components["schemas"]["PluginHealth"] & unknown;
            /** @description Its id, by which feeds name it as their adapter. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Why the file that lies there does not run, and what to do. */
            problem?: string | null;
            /** @description The version that is asked; null while none is. */
            running_version?: string | null;
            /** @description The content hash of that file, in hexadecimal. */
            sha256: string;
            /** @description What became of it. */
            state: components["schemas"]["PluginState"] & unknown;
            /** @description One sentence on what it brings. */
            summary: string;
            /** @description The version of the file that lies in the folder. */
            version: string;
            /** @description What of that is not allowed yet. */
            waits_for: string[];
        };
        /**
         * PluginHealth
         * @description What a plugin took and gave since the server started.
         */
        PluginHealth: {
            /**
             * Format: uint64
             * @description Time spent in it, in microseconds.
             */
            busy_us: number;
            /**
             * Format: uint64
             * @description Conversations begun.
             */
            conversations: number;
            /**
             * Format: uint64
             * @description Conversations that it gave up with a reason.
             */
            faults: number;
            /** @description What the last breakdown was. */
            last_trap?: string | null;
            /**
             * Format: uint64
             * @description Lines of its log that were dropped.
             */
            log_dropped: number;
            /**
             * Format: uint64
             * @description The most memory that a conversation took, in bytes.
             */
            memory_bytes_peak: number;
            /**
             * Format: uint64
             * @description Prices handed over.
             */
            quotes: number;
            /**
             * Format: uint64
             * @description Things that were left out because they cannot be.
             */
            skipped: number;
            /**
             * Format: uint64
             * @description Steps taken.
             */
            steps: number;
            /**
             * Format: uint64
             * @description Conversations that ended because it broke down or was stopped.
             */
            traps: number;
            /**
             * Format: uint32
             * @description How many of them in a row, up to now.
             */
            traps_in_a_row: number;
        };
        /**
         * @description What became of a plugin.
         * @enum {string}
         */
        PluginState: "running" | "waiting" | "quarantined" | "refused";
        /**
         * Poll
         * @description What one poll did.
         */
        Poll: {
            /**
             * Format: uint32
             * @description Units of quota spent.
             */
            credits: number;
            /** @description Why not all of it. */
            error?: string | null;
            /** @description The feed. */
            feed: string;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at: string;
            /** @description `ok`, `partial` or `failed`. */
            outcome: string;
            /**
             * Format: uint64
             * @description Prices that changed or disappeared.
             */
            quotes_changed: number;
            /**
             * Format: uint64
             * @description Prices seen.
             */
            quotes_seen: number;
            /**
             * Format: uint32
             * @description Requests made.
             */
            requests: number;
            /**
             * Format: uint64
             * @description Things left out because they were not understood.
             */
            skipped: number;
            /**
             * Format: date-time
             * @description When it began.
             */
            started_at: string;
            /**
             * @description `odds`, `results`, `stream` or `recheck`; with the part of the source where not all of it was asked for,
             *     such as `odds soccer_epl`.
             */
            task: string;
        };
        /**
         * Posting
         * @description One signed amount on one account.
         */
        Posting: {
            /**
             * Format: int64
             * @description The account.
             */
            account_id: number;
            /**
             * Format: decimal
             * @description Positive adds to an asset.
             */
            amount: number;
            /** @description Its currency. */
            currency: string;
            /** @description What it holds. */
            kind: string;
        };
        /**
         * PresetApplied
         * @description What a preset did.
         */
        PresetApplied: {
            /**
             * Format: date-time
             * @description When it was applied.
             */
            applied_at: string;
            /**
             * Format: uint64
             * @description Venues whose access changed.
             */
            changed: number;
            /** @description The preset. */
            preset: components["schemas"]["VenuePreset"] & unknown;
            /**
             * Format: uint64
             * @description Venues in all.
             */
            venues: number;
        };
        /**
         * ProfitLine
         * @description What comes back when a result happens.
         */
        ProfitLine: {
            /**
             * @description The selection that wins, alone; the first results in words where it is none; `other` for any
             *     other result.
             */
            outcome: string;
            /**
             * Format: decimal
             * @description What all bookmakers pay together.
             */
            payout: number;
            /**
             * Format: decimal
             * @description The payout less the stakes.
             */
            profit: number;
            /** @description The results with this profit, at most twelve: `2-1`, `home`; empty where `outcome` says it. */
            results: string[];
            /**
             * Format: int64
             * @description How many there are.
             */
            results_count: number;
        };
        /**
         * Promotion
         * @description A promotion.
         */
        Promotion: {
            /** @description The free bet, or the stake. */
            amount: number | string;
            /** @description What kind. */
            kind: components["schemas"]["PromotionKind"] & unknown;
            /** @description Of a refund: the most that comes back; the stake unless told otherwise. */
            refund_max?: (number | string) | null;
            /** @description Of a refund: which part of the stake comes back; all of it unless told otherwise. */
            refund_rate?: (number | string) | null;
            /** @description Of a refund: what a unit of it is worth: 1 for cash, 0.75 say for a free bet. */
            refund_worth?: (number | string) | null;
            /** @description Whether the stake of a free bet comes back with the winnings; not so unless told otherwise. */
            stake_returned?: boolean | null;
        };
        /**
         * PromotionBet
         * @description A bet that the promotion may be used on.
         */
        PromotionBet: {
            /** @description Every other result of the market, backed elsewhere. */
            backs?: components["schemas"]["CoverPrice"][] | null;
            /** @description What that venue takes from winnings, a fraction. */
            commission_rate?: (number | string) | null;
            /** @description The same selection laid at an exchange. This or `backs`. */
            lay?: (components["schemas"]["CoverPrice"] & unknown) | null;
            /** @description Decimal odds at the venue of the promotion, boosted if that is the promotion. */
            odds: number | string;
        };
        /**
         * @description What kind of promotion.
         * @enum {string}
         */
        PromotionKind: "free_bet" | "boost" | "cashback";
        /**
         * PromotionPlan
         * @description How a promotion is covered on a bet.
         */
        PromotionPlan: {
            /**
             * Format: int64
             * @description Which of the bets given, from 0.
             */
            bet: number;
            /**
             * Format: decimal
             * @description Guaranteed profit over what the promotion gives away, in percent; null where it gives away
             *     nothing.
             */
            conversion_pct?: number | null;
            /**
             * Format: decimal
             * @description The smallest profit.
             */
            guaranteed: number;
            /**
             * Format: decimal
             * @description One's own money that is tied up: stakes, and the liability of a lay.
             */
            outlay: number;
            /**
             * Format: decimal
             * @description The profit if the promotion's bet wins.
             */
            profit_if_won: number;
            /** @description The profit if it does not: one figure for a lay, one for each result backed. */
            profits_if_lost: number[];
            /** @description The stake of the lay (the backer's), or of each back in the order given. */
            stakes: number[];
        };
        /**
         * PutSetting
         * @description A new value for a setting.
         */
        PutSetting: {
            /** @description What a setting of your own is for; known settings describe themselves. */
            description?: string | null;
            /**
             * @description The whole value. Fields of a known setting that are left out get their defaults; a secret that
             *     is left out, or sent as its mask, stays; `null` removes it.
             */
            value: Record<string, never>;
        };
        /**
         * PutVenue
         * @description What changes of a venue; what is left out stays.
         */
        PutVenue: {
            /** @description Whether one may bet there. */
            access?: (components["schemas"]["VenueAccess"] & unknown) | null;
            /**
             * Format: int64
             * @description How old a quote may be and still be bettable, in seconds.
             */
            age_max_s?: number | null;
            /** @description Commission on net market winnings, in percent: 5 is 5 %. */
            commission_pct?: (number | string) | null;
            /** @description What it is. */
            kind?: (components["schemas"]["VenueKind"] & unknown) | null;
            /** @description Its name as people know it. */
            title?: string | null;
        };
        /**
         * Quota
         * @description The budget of a source.
         */
        Quota: {
            /**
             * Format: uint32
             * @description What may be spent in the period.
             */
            budget: number;
            /** @description The period of the budget. */
            period: string;
            /**
             * Format: uint32
             * @description What is left, by our count or the source's, whichever is less.
             */
            remaining: number;
            /** @description What is counted. */
            unit: string;
            /**
             * Format: uint32
             * @description What was spent.
             */
            used: number;
        };
        /**
         * @description Back or lay.
         * @enum {string}
         */
        QuoteSide: "back" | "lay";
        /**
         * Ready
         * @description Whether requests can be served.
         */
        Ready: {
            /** @description How each part is. */
            parts: components["schemas"]["ReadyPart"][];
            /** @description `ready`. */
            status: string;
        };
        /**
         * ReadyPart
         * @description How a part is.
         */
        ReadyPart: {
            /** @description The part. */
            part: string;
            /** @description What is wrong. */
            reason?: string | null;
            /** @description `ok` or `degraded`. */
            status: string;
        };
        /**
         * RecheckResult
         * @description What asking again came to.
         */
        RecheckResult: {
            /**
             * Format: int64
             * @description Prices that changed or disappeared.
             */
            changed: number;
            /**
             * Format: uint32
             * @description What it cost, in the sources' own units.
             */
            credits: number;
            /**
             * Format: decimal
             * @description The edge now, in percent; null when it is gone.
             */
            edge_pct?: number | null;
            /**
             * Format: decimal
             * @description The edge before, in percent.
             */
            edge_pct_before: number;
            /** @description Feeds that could not answer, in words. */
            errors: string[];
            /** @description The feeds that were asked. */
            feeds: string[];
            /**
             * Format: int64
             * @description The finding.
             */
            id: number;
            /** @description The finding as it stands now; null when it is gone. */
            opportunity?: (components["schemas"]["Opportunity"] & unknown) | null;
            /** @description Whether it still stands. */
            stands: boolean;
        };
        /**
         * Refreshed
         * @description Figures that were worked out now.
         */
        Refreshed: {
            /**
             * Format: uint64
             * @description Venues with a current price.
             */
            bookmakers: number;
            /**
             * Format: decimal
             * @description The widest spread, in percent; none without one.
             */
            max_spread?: number | null;
            /**
             * Format: uint64
             * @description Opportunities that stand.
             */
            opportunities: number;
            /** @description `success`. */
            status: string;
        };
        /**
         * ResultReport
         * @description What a source said of how an event ended.
         */
        ResultReport: {
            /** @description Whether the source has said nothing since, and it was neither taken back nor refused. */
            counts: boolean;
            /**
             * Format: date-time
             * @description When it was first seen.
             */
            first_seen_at: string;
            /** @description Why it does not count: it cannot be. */
            refused?: string | null;
            /**
             * Format: int64
             * @description Counts what the source said of the event, from 1.
             */
            revision: number;
            /** @description What: `first_half 0-1, full_time 2-1`, `postponed 30`. */
            said: string;
            /** @description Who: a feed, or `person`. */
            source: string;
        };
        /**
         * RunnerFinish
         * @description Where a runner finished.
         */
        RunnerFinish: {
            /**
             * Format: int64
             * @description The best place it occupies; nothing for one that started and was not placed.
             */
            place?: number | null;
            /** @description Its name, as in the selections on it. */
            runner: string;
            /**
             * Format: int64
             * @description How many share that place, itself included; 1 by default.
             */
            tied?: number | null;
        };
        /**
         * SayResult
         * @description How an event ended.
         * @example {
         *       "finishes": null,
         *       "incident": null,
         *       "note": "awarded after an object was thrown",
         *       "scores": [
         *         {
         *           "away": 2,
         *           "home": 0,
         *           "period": "full_time"
         *         }
         *       ],
         *       "winner": null,
         *       "withdrawn": null
         *     }
         */
        SayResult: {
            /** @description Of a race: where each runner that started finished. */
            finishes?: components["schemas"]["RunnerFinish"][] | null;
            /** @description What kept it from ending as planned. */
            incident?: (components["schemas"]["Incident"] & unknown) | null;
            /** @description Why, for the audit trail. */
            note?: string | null;
            /** @description The final scores, of the parts that were played to their end. */
            scores?: components["schemas"]["PeriodScore"][] | null;
            /** @description Who won the whole or went through: extra time, shoot-out and earlier legs included. */
            winner?: (components["schemas"]["EventSide"] & unknown) | null;
            /** @description Of a race: who was withdrawn; bets on them are void. */
            withdrawn?: string[] | null;
        };
        /**
         * Setting
         * @description A setting.
         */
        Setting: {
            /**
             * Format: date-time
             * @description When it was made; for a default, when the server was installed.
             */
            created_at: string;
            /** @description What it is for. */
            description?: string | null;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description Whether nobody has decided, so that the default counts. */
            is_default: boolean;
            /** @description Its name. */
            key: string;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
            /** @description Its fields; in the place of a secret stands a mask such as `••••1234`. */
            value: Record<string, never>;
        };
        /**
         * SettingChange
         * @description A change of a setting.
         */
        SettingChange: {
            /**
             * Format: date-time
             * @description When.
             */
            changed_at: string;
            /** @description Who changed it. */
            changed_by: string;
            /**
             * Format: int64
             * @description The change's number.
             */
            id: number;
            /** @description The setting. */
            key: string;
            /** @description The value after. */
            new_value: Record<string, never>;
            /** @description The value before; none where the default counted or there was no setting. */
            old_value?: Record<string, never> | null;
        };
        /**
         * SettingsHealth
         * @description Whether settings can be read.
         */
        SettingsHealth: {
            /**
             * Format: uint64
             * @description How many settings there are.
             */
            settings_count: number;
            /** @description `ok`. */
            status: string;
            /**
             * Format: date-time
             * @description When this was looked up.
             */
            timestamp: string;
        };
        /**
         * SettleLeg
         * @description A selection: what became of it, or the score that says so.
         */
        SettleLeg: {
            /**
             * Format: int64
             * @description Pence off each pound of winnings for runners withdrawn (Rule 4).
             */
            deduction_pence?: number | null;
            /** @description The line of a total or handicap, of a handicap the home side's: -0.25. */
            line?: (number | string) | null;
            /** @description The market: `1x2`, `asian_handicap`, `total`, `draw_no_bet`, `btts` … */
            market?: string | null;
            /** @description Decimal odds taken. */
            odds: number | string;
            /**
             * @description `won`, `half_won`, `push`, `half_lost`, `lost`, `void` or `dead_heat_1_3`. This, or market,
             *     selection and score.
             */
            result?: string | null;
            /** @description Goals or points of both sides, home first: `2-1`. */
            score?: string | null;
            /** @description The selection: `home`, `over`, `yes`, `2-1` … */
            selection?: string | null;
        };
        /**
         * SettleRequest
         * @description A bet and what happened.
         */
        SettleRequest: {
            /** @description The most that it pays on top. */
            boost_max?: (number | string) | null;
            /** @description What the venue pays on top of the winnings, as a fraction of them: 0.2. */
            boost_rate?: (number | string) | null;
            /** @description What the venue takes from net winnings, a fraction: 0.05. */
            commission_rate?: (number | string) | null;
            /** @description A free bet: the stake is the venue's, and does not come back. */
            free_bet?: boolean | null;
            /** @description The selections, each of another event: several make an accumulator. */
            legs: components["schemas"]["SettleLeg"][];
            /** @description `back` unless told otherwise. */
            side?: (components["schemas"]["CalcSide"] & unknown) | null;
            /** @description What the backer puts up, in whole cents. */
            stake: number | string;
        };
        /**
         * Settled
         * @description What a bet came to.
         */
        Settled: {
            /**
             * Format: decimal
             * @description What was put up: the stake, of a lay the liability, of a free bet nothing.
             */
            at_risk: number;
            /**
             * Format: decimal
             * @description What the venue takes.
             */
            commission: number;
            /**
             * Format: decimal
             * @description Everything returned, before commission.
             */
            payout: number;
            /**
             * Format: decimal
             * @description What was gained, after commission.
             */
            profit: number;
            /** @description What became of the bet: a lay is won when its selection loses. */
            result: string;
            /** @description What became of each selection. */
            results: string[];
        };
        /**
         * SourceName
         * @description A source's name for a match.
         */
        SourceName: {
            /** @description Its name for the match. */
            name: string;
            /** @description The source. */
            source: string;
        };
        /**
         * SplitMatch
         * @description One match that is two.
         */
        SplitMatch: {
            /** @description The bets on the other match. */
            bets?: number[] | null;
            /** @description The match, by its own id or a source's. */
            match_id: string;
            /** @description The names that mean the other match. */
            names: components["schemas"]["SourceName"][];
        };
        /**
         * Streaks
         * @description Runs of bets won or lost; halves count as what they halve, pushes and voids do not end a run.
         */
        Streaks: {
            /** @description `won` or `lost`: the run that is still on. */
            current?: string | null;
            /**
             * Format: uint64
             * @description How long it is.
             */
            current_length: number;
            /**
             * Format: uint64
             * @description The longest run of bets lost.
             */
            longest_lost: number;
            /**
             * Format: uint64
             * @description The longest run of bets won.
             */
            longest_won: number;
        };
        /**
         * SuggestedStakes
         * @description Stakes for a total.
         */
        SuggestedStakes: {
            /** @description In this currency. */
            currency: string;
            /** @description The stake on each leg, in their order. */
            legs: components["schemas"]["LegStake"][];
            /** @description Whether no other stakes do better in the worst result. */
            proven: boolean;
            /**
             * Format: decimal
             * @description What they put up, liabilities of lays included: at most the total asked for.
             */
            total: number;
        };
        /**
         * Sure
         * @description A mean with what luck may have done to it.
         */
        Sure: {
            /**
             * Format: uint64
             * @description Over how many bets.
             */
            bets: number;
            /**
             * Format: uint64
             * @description How many such bets tell it from 0 at 95 %, four times in five; null for a mean of 0.
             */
            bets_needed?: number | null;
            /**
             * Format: decimal
             * @description The upper end, in percent.
             */
            high_pct: number;
            /**
             * Format: decimal
             * @description The lower end of its 95 % interval, in percent.
             */
            low_pct: number;
            /**
             * Format: decimal
             * @description The mean by stake, in percent.
             */
            mean_pct: number;
            /**
             * Format: decimal
             * @description How likely luck alone gives at least this much where nothing is to be gained, from 0 to 1.
             */
            p_value: number;
            /**
             * Format: decimal
             * @description Its standard error, in percent.
             */
            standard_error_pct: number;
        };
        /**
         * System
         * @description What a system costs and brings.
         */
        System: {
            /**
             * Format: decimal
             * @description What it returns at most: every open leg wins.
             */
            best_payout: number;
            /** @description The system, by its name where it has one. */
            kind: string;
            /**
             * Format: decimal
             * @description What was given and does not fall on a line.
             */
            left_over: number;
            /** @description The first 300 lines; empty while open. */
            lines: components["schemas"]["SystemLine"][];
            /**
             * Format: int64
             * @description How many lines it has.
             */
            lines_count: number;
            /**
             * Format: decimal
             * @description What it returned; null while a leg that decides is open.
             */
            payout?: number | null;
            /**
             * Format: decimal
             * @description The payout less what it costs; null while open.
             */
            profit?: number | null;
            /**
             * Format: decimal
             * @description The stake on each line.
             */
            stake_per_line: number;
            /**
             * Format: decimal
             * @description What the whole costs.
             */
            staked: number;
            /**
             * Format: int64
             * @description How many lines return anything; null while open.
             */
            won_count?: number | null;
        };
        /**
         * SystemLeg
         * @description A selection of a system.
         */
        SystemLeg: {
            /** @description Decimal odds. */
            odds: number | string;
            /** @description `won`, `half_won`, `push`, `half_lost`, `lost`, `void` or `dead_heat_1_2`; open when left out. */
            result?: string | null;
        };
        /**
         * SystemLine
         * @description A line.
         */
        SystemLine: {
            /** @description Its selections, from 0, banks left out. */
            legs: number[];
            /**
             * Format: decimal
             * @description What it returns.
             */
            payout: number;
            /** @description What became of it. */
            result: string;
        };
        /**
         * SystemRequest
         * @description A system bet.
         */
        SystemRequest: {
            /** @description Selections that are part of every line. */
            banks?: components["schemas"]["SystemLeg"][] | null;
            /**
             * @description `trixie`, `patent`, `yankee`, `lucky_15`, `canadian`, `lucky_31`, `heinz`, `lucky_63`,
             *     `super_heinz`, `goliath`, or sizes out of a number of legs: `2/3`, `2+3/4`.
             */
            kind: string;
            /** @description The selections that are combined, each of another event. */
            legs: components["schemas"]["SystemLeg"][];
            /** @description Bring amounts to the cent once over the whole, instead of line by line. */
            round_once?: boolean | null;
            /** @description The stake on the whole, shared over the lines to the cent. */
            stake?: (number | string) | null;
            /** @description The stake on each line. This or `stake`. */
            stake_per_line?: (number | string) | null;
        };
        /**
         * Transfer
         * @description Money that goes from one place to another.
         * @example {
         *       "amount": 50,
         *       "at": null,
         *       "currency": null,
         *       "from": {
         *         "account_id": null,
         *         "bookmaker": null,
         *         "login": null
         *       },
         *       "note": null,
         *       "paper": null,
         *       "to": {
         *         "account_id": null,
         *         "bookmaker": "Winamax",
         *         "login": null
         *       }
         *     }
         */
        Transfer: {
            /** @description How much, above zero. */
            amount: number | string;
            /**
             * Format: date-time
             * @description When it took effect; now by default.
             */
            at?: string | null;
            /** @description Three letters; the bankroll's currency by default. */
            currency?: string | null;
            /** @description From here. */
            from: components["schemas"]["Cash"] & unknown;
            /** @description A word for people. */
            note?: string | null;
            /** @description Play money. */
            paper?: boolean | null;
            /** @description To here. */
            to: components["schemas"]["Cash"] & unknown;
        };
        /**
         * Trust
         * @description Whether a finding may be acted upon.
         */
        Trust: {
            /** @description `bettable` or `indicative`. */
            grade: string;
            /** @description Why it is not bettable, and why no stakes are suggested; empty when nothing speaks against it. */
            reasons: components["schemas"]["TrustNote"][];
        };
        /**
         * TrustNote
         * @description A reason.
         */
        TrustNote: {
            /** @description A stable word. */
            code: string;
            /** @description A sentence. */
            detail: string;
        };
        /**
         * Venue
         * @description Anyone who quotes.
         */
        Venue: {
            /** @description Whether one may bet there. */
            access: components["schemas"]["VenueAccess"] & unknown;
            /**
             * Format: int64
             * @description How old a quote may be and still be bettable, in seconds.
             */
            age_max_s: number;
            /**
             * Format: decimal
             * @description Commission on net market winnings, in percent.
             */
            commission_pct: number;
            /** @description Its name in data: `betfair_ex_eu`. */
            key: string;
            /** @description What it is. */
            kind: components["schemas"]["VenueKind"] & unknown;
            /** @description Its name as people know it. */
            title: string;
        };
        /**
         * @description Whether one may bet there.
         * @enum {string}
         */
        VenueAccess: "held" | "reference" | "barred";
        /**
         * VenueClose
         * @description What a venue said last before the start.
         */
        VenueClose: {
            /**
             * Format: int64
             * @description How long before the start it was last seen, in seconds.
             */
            age_s: number;
            /** @description Its key. */
            bookmaker: string;
            /** @description Why it does not count; null where it does. */
            left_out?: string | null;
            /**
             * Format: decimal
             * @description Its price, after commission at an exchange.
             */
            odds_value: number;
            /**
             * Format: date-time
             * @description When it was set.
             */
            set_at: string;
        };
        /**
         * @description What a venue is.
         * @enum {string}
         */
        VenueKind: "bookmaker" | "exchange";
        /**
         * VenuePreset
         * @description A dated list of where a person of a country may bet.
         */
        VenuePreset: {
            /** @description The month in which the list was read; licences change. */
            as_of?: string | null;
            /** @description What it does. */
            description: string;
            /** @description Its name. */
            name: string;
            /** @description Where its list comes from; none where there is no list. */
            source?: string | null;
        };
        /**
         * WithdrawnAlias
         * @description An alias that was taken back.
         */
        WithdrawnAlias: {
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    about: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["About"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listAdapters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Adapter"][];
                };
            };
        };
    };
    listBets: {
        parameters: {
            query?: {
                /** @description `won`, `lost`, `void`, `half_won`, `half_lost`, `push`, `cashed_out`; `pending` for open bets. */
                result?: string;
                /** @description pending (or active) for open bets, settled, void. */
                status?: string;
                /** @description A channel (tabac, ligne) or a strategy. */
                bet_type?: string;
                /** @description A bookmaker, by key or name. */
                bookmaker?: string;
                /** @description A sport. */
                sport?: string;
                /** @description A market, as it was named, or as it is understood. */
                market_type?: string;
                /** @description Placed at or after this instant. */
                from?: string;
                /** @description Placed before this instant. */
                to?: string;
                /** @description Letters somewhere in its words: event, sides, selection, bookmaker, notes, tags. */
                q?: string;
                /** @description Only play money, or only real money. */
                paper?: boolean;
                /**
                 * @description `created_at`, `placed_at`, `settled_at`, `stake`, `odds_value` or `profit_loss`; with a `-`
                 *     for descending.
                 */
                sort?: string;
                /** @description Rows wanted. */
                limit?: number;
                /** @description Where the page begins. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Bet"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    createBet: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Makes the request safe to send again: the same key and body act once and get the first
                 *     answer, for 24 hours.
                 */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewBet"];
            };
        };
        responses: {
            /** @description The bet, as recorded */
            201: {
                headers: {
                    /** @description `true` when this was answered before under the same `Idempotency-Key`. */
                    "IDEMPOTENCY-REPLAYED"?: boolean;
                    /** @description Where it is. */
                    LOCATION: string;
                    /** @description What is unusual: more than is available was staked. */
                    WARNING?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Bet"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getBet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Bet"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    replaceBet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["BetChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Bet"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deleteBet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bet was deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    updateBet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["BetChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Bet"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    explainBet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["BetExplained"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    traceBet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["BetTrace"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    exportBets: {
        parameters: {
            query?: {
                /** @description `won`, `lost`, `void`, `half_won`, `half_lost`, `push`, `cashed_out`; `pending` for open bets. */
                result?: string;
                /** @description pending (or active) for open bets, settled, void. */
                status?: string;
                /** @description A channel (tabac, ligne) or a strategy. */
                bet_type?: string;
                /** @description A bookmaker, by key or name. */
                bookmaker?: string;
                /** @description A sport. */
                sport?: string;
                /** @description A market, as it was named, or as it is understood. */
                market_type?: string;
                /** @description Placed at or after this instant. */
                from?: string;
                /** @description Placed before this instant. */
                to?: string;
                /** @description Letters somewhere in its words: event, sides, selection, bookmaker, notes, tags. */
                q?: string;
                /** @description Only play money, or only real money. */
                paper?: boolean;
                /**
                 * @description `created_at`, `placed_at`, `settled_at`, `stake`, `odds_value` or `profit_loss`; with a `-`
                 *     for descending.
                 */
                sort?: string;
                /** @description What stands between columns; commas by default. */
                separator?: components["schemas"]["ExportSeparator"];
                /** @description What stands before decimals; a point by default. */
                decimals?: components["schemas"]["ExportDecimals"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, UTF-8 with a byte order mark */
            200: {
                headers: {
                    /** @description What the file is called. */
                    "CONTENT-DISPOSITION": string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    importBets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["BetImport"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["BetImportReport"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    calcArbitrage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["ArbitrageRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Arbitrage"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    calcDevig: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["DevigRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Devig"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    calcFreebet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["FreebetRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Freebet"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    calcHedge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["HedgeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Hedge"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    calcKelly: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["KellyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Kelly"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    calcSettle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["SettleRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Settled"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    calcSystem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["SystemRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["System"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getEventResult: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["EventResult"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    sayEventResult: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["SayResult"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["EventResult"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    unsayEventResult: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The word was taken back */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listFeeds: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Feed"][];
                };
            };
        };
    };
    getFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Feed"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getFeedLog: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Poll"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    runFeed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The feed will be polled at once, or is being polled already. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Feed"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Health"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Alive"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listAccounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Account"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    assertBalance: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["BalanceAssertion"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["BalanceCheck"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listBalances: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Balance"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    deposit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["CashMove"];
            };
        };
        responses: {
            /** @description The entry, as written */
            201: {
                headers: {
                    /** @description `true` when this was answered before under the same `Idempotency-Key`. */
                    "IDEMPOTENCY-REPLAYED"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Entry"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listEntries: {
        parameters: {
            query?: {
                /** @description With a posting on this account. */
                account_id?: number;
                /** @description About this bet. */
                bet_id?: number;
                /** @description For this reason. */
                reason?: string;
                /** @description Rows wanted. */
                limit?: number;
                /** @description Where the page begins. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Entry"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    transfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Transfer"];
            };
        };
        responses: {
            /** @description The entry, as written */
            201: {
                headers: {
                    /** @description `true` when this was answered before under the same `Idempotency-Key`. */
                    "IDEMPOTENCY-REPLAYED"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Entry"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    verifyBooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["BooksReport"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    withdraw: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["CashMove"];
            };
        };
        responses: {
            /** @description The entry, as written */
            201: {
                headers: {
                    /** @description `true` when this was answered before under the same `Idempotency-Key`. */
                    "IDEMPOTENCY-REPLAYED"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Entry"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    livez: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Alive"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_match_aliases: {
        parameters: {
            query?: {
                /** @description Only those that hold */
                standing?: boolean;
                /** @description How many are wanted */
                limit?: number;
                /** @description Where the page begins */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MatchAlias"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    withdraw_match_alias: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["WithdrawnAlias"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_match_joins: {
        parameters: {
            query?: {
                /** @description How many are wanted */
                limit?: number;
                /** @description Where the page begins */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MatchJoin"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    undo_match_join: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MatchJoin"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_match_names: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                match_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MatchNames"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    merge_matches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["MergeMatches"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MatchJoin"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_match_reviews: {
        parameters: {
            query?: {
                /** @description Where they stand */
                state?: components["schemas"]["MatchReviewState"];
                /** @description How many are wanted */
                limit?: number;
                /** @description Where the page begins */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MatchReview"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_match_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MatchReview"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    accept_match: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MatchReview"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    reject_match: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MatchReview"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    undo_match_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MatchReview"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    split_match: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["SplitMatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MatchJoin"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain; charset=utf-8": string;
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    metric_history: {
        parameters: {
            query: {
                /** @description The family, such as `monps_bankroll` */
                name: string;
                /** @description From this instant on; a day ago if not set */
                from?: string;
                /** @description Until this instant, not included; now if not set */
                to?: string;
                /** @description How many are wanted */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MetricSample"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    refresh_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Refreshed"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    collector_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["CollectorStatus"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    latestOdds: {
        parameters: {
            query?: {
                /** @description A match, by its own id or a source's. */
                match_id?: string;
                /** @description A sport (`football`) or a competition's key (`soccer_epl`). */
                sport?: string;
                /** @description A bookmaker's key or title. */
                bookmaker?: string;
                /** @description A market: our slug or the documented word. */
                market?: string;
                /** @description `back` (default) or `lay`. */
                side?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["LatestOdds"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listOdds: {
        parameters: {
            query?: {
                /** @description A match, by its own id or a source's. */
                match_id?: string;
                /** @description A sport (`football`) or a competition's key (`soccer_epl`). */
                sport?: string;
                /** @description A bookmaker's key or title. */
                bookmaker?: string;
                /** @description A market: our slug or the documented word. */
                market?: string;
                /** @description `back` (default) or `lay`. */
                side?: string;
                /** @description Only what we saw from this instant on. */
                since?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Odds"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getOddsHistory: {
        parameters: {
            query?: {
                /** @description A bookmaker's key or title. */
                bookmaker?: string;
                /** @description A market: our slug or the documented word. */
                market?: string;
                /** @description Only from this instant on, by the source's clock. */
                since?: string;
                /** @description Only before this instant. */
                until?: string;
                /** @description Candles of this length instead of points: `5m`, `1h`, `1d`. */
                interval?: string;
            };
            header?: never;
            path: {
                /** @description Its own id or a source's. */
                match_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["History"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listMatches: {
        parameters: {
            query?: {
                /** @description A sport (`football`) or a competition's key (`soccer_epl`). */
                sport?: string;
                /** @description Whether to leave out matches that have started. */
                upcoming_only?: boolean;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Match"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getMatch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its own id or a source's. */
                match_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["MatchWithOdds"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listOpportunities: {
        parameters: {
            query?: {
                /** @description The smallest spread of the outcome's current prices, in percent. */
                min_spread_pct?: number;
                /** @description The smallest edge, in percent. */
                min_edge?: number;
                /** @description A sport (`football`) or a competition's key (`soccer_epl`). */
                sport?: string;
                /** @description `arbitrage`, `cross_market`, `back_lay`, `middle`, `value`, `low_hold` or `spread`. */
                type?: string;
                /** @description A bookmaker's key or title: only findings with a leg there. */
                book?: string;
                /** @description The total to suggest stakes for, in the bankroll's currency. */
                total?: number;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Opportunity"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    topOpportunities: {
        parameters: {
            query?: {
                /** @description The total to suggest stakes for, in the bankroll's currency. */
                total?: number;
                /** @description How many. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Opportunity"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getOpportunity: {
        parameters: {
            query?: {
                /** @description The total to suggest stakes for, in the bankroll's currency. */
                total?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Opportunity"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    recheckOpportunity: {
        parameters: {
            query?: {
                /** @description The total to suggest stakes for, in the bankroll's currency. */
                total?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["RecheckResult"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listPlugins: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Plugin"][];
                };
            };
        };
    };
    uploadPlugin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewPlugin"];
            };
        };
        responses: {
            /** @description It lies there, and runs once it is allowed what it asks for. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Plugin"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    getPlugin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Plugin"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    approvePlugin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["Approval"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Plugin"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    reloadPlugin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Plugin"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    enterQuotes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["NewQuotes"];
            };
        };
        responses: {
            /** @description All of them. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["EnteredQuotes"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Ready"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    listDisputes: {
        parameters: {
            query?: {
                /** @description Rows wanted. */
                limit?: number;
                /** @description Where the page begins. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Dispute"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_settings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Setting"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    settings_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SettingsHealth"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_setting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Setting"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    put_setting: {
        parameters: {
            query?: {
                /** @description Whether a setting of your own is made if there is none of that name */
                create?: boolean;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["PutSetting"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Setting"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    setting_history: {
        parameters: {
            query?: {
                /** @description How many are wanted */
                limit?: number;
                /** @description Where the page begins */
                cursor?: string;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["SettingChange"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    comprehensiveAnalytics: {
        parameters: {
            query?: {
                /** @description How far back, in days. */
                period_days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Analytics"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    bankrollStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["BankrollStats"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    bookmakerStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["BookmakerStats"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    globalStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["GlobalStats"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    stream: {
        parameters: {
            query?: never;
            header?: {
                /** @description The id of the last event that was received. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Change"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_venues: {
        parameters: {
            query?: {
                /** @description How many are wanted */
                limit?: number;
                /** @description Where the page begins */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of the list */
            200: {
                headers: {
                    /** @description The next page: `<…>; rel="next"` */
                    Link?: string;
                    /** @description Rows on all pages */
                    "X-Total-Count"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Venue"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    list_venue_presets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["VenuePreset"][];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    apply_venue_preset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["PresetApplied"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    get_venue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Venue"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    put_venue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json; charset=utf-8": components["schemas"]["PutVenue"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json; charset=utf-8": components["schemas"]["Venue"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is not valid */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The token or the origin may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description There is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It collides with what is there */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is larger than accepted */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The body is in a form that is not read here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Readable but not valid: `errors` names the fields */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many requests: wait for `Retry-After` seconds */
            429: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The server's own failure, logged under `request_id` */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Away for now: wait for `Retry-After` seconds */
            503: {
                headers: {
                    /** @description Seconds to wait before trying again */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
