"""What breaks each rule of the tables, for ``test_constraints.py``."""

# What breaks each CHECK, as the SET of an UPDATE of one row. CHECKs of a closed list of words need none.
BREAKS = {
    "special_supports_are_worth_something_or_name_no_amount": "amount_fen = 0",
    "special_supports_that_are_void_say_why": "void_reason = ''",
    "fair_results_that_are_void_say_why": "void_reason = ''",
    "fairs_count_their_tickets_upwards": "last_ticket = -1",
    "fairs_end_no_earlier_than_they_start": "starts_on = '2026-11-02', ends_on = '2026-11-01'",
    "fairs_end_some_day_unless_for_practice": "is_practice = false, ends_on = NULL",
    "users_of_an_employer_name_the_employer": "role = 'employer', scope_id = NULL",
    "users_of_the_district_have_no_narrower_scope": "role = 'caseworker', scope_id = 'somewhere'",
    "hand_overs_are_over_once_somebody_came": "closed_at = NULL, new_id = made_by",
    "people_have_a_known_sex_or_none": "sex = 'x'",
    "people_are_not_merged_into_themselves": "merged_into_id = id",
    "people_of_a_village_live_in_its_town": "village_id = (SELECT id FROM villages LIMIT 1), town_id = NULL",
    "people_of_another_register_are_not_in_this_one": "source = 'register', home_code = '330212'",
    "military_certificates_have_a_known_soldier_grade": "soldier_grade = 11",
    "military_certificates_end_after_they_begin": "valid_until = valid_from",
    "person_relations_of_guardians_say_by_what": "kind = 'guardian', capacity = NULL",
    "person_relations_end_no_earlier_than_they_begin": "until_on = '1999-01-01'",
    "not_same_people_are_named_in_order": "first_id = second_id",
    "tasks_done_by_somebody_are_done": "done_by = made_by, done_at = NULL",
    "certificate_events_of_a_day_are_counted_upwards": "turn = -1",
    "certificate_components_are_single_kinds": "kind = 7",
    "certificate_components_have_a_known_grade": "grade = 0",
    "month_claims_are_written_year_and_month": "month = '2026-1'",
    "month_claims_count_for_two_at_most": "weight = 3",
    "month_claims_that_are_accepted_count": "state = 'accepted', weight = 0",
    "month_claims_that_do_not_count_weigh_nothing": "state = 'uncounted', weight = 1",
    "month_contests_are_between_two_claims": "earlier_claim_id = later_claim_id",
    "month_contests_are_decided_for_one_of_the_two": "kept_claim_id = (SELECT max(id) FROM month_claims)",
    "month_contests_are_decided_by_somebody_on_a_ground": "ground = NULL",
    "month_contests_are_decided_with_reasons": "note = ''",
    "register_imports_say_when_they_were_confirmed": "state = 'discarded', confirmed_at = made_at",
    "register_imports_are_previewed_before_they_are_confirmed": "state = 'previewed', plan_hash = NULL",
    "certificates_are_of_a_known_kind": "kind = 8",
    "certificates_have_a_known_grade": "grade = 0",
    "certificates_end_after_they_begin": "valid_until = valid_from",
    "positions_have_at_least_one_seat": "seats = 0",
    "positions_pay_something": "wage_min_fen = 0",
    "positions_pay_at_most_no_less_than_at_least": "wage_min_fen = 2, wage_max_fen = 1",
    "positions_fit_into_a_week": "hours_week = 169",
    "positions_say_why_they_are_closed_once_they_are": "state = 'open', closed_why = 'silence'",
    "positions_are_told_of_silence_after_it_began": "silence_told_on = '1999-01-01'",
    "seekers_ask_for_some_wage_or_name_none": "wage_floor_fen = 0",
    "seekers_can_go_some_distance_or_name_none": "distance_km = 0",
    "seekers_fit_into_a_week": "hours_week = 0",
    "consents_are_withdrawn_after_they_were_given": "withdrawn_at = '1999-01-01 00:00:00.000000'",
    "consents_to_disclose_name_the_position": "purpose = 'disclose', position_id = NULL",
    "person_views_of_a_full_number_have_a_reason": "what = 'citizen_number', reason = NULL",
    "person_views_for_another_reason_say_which": "reason = 'other', note = NULL",
    "shown_lists_say_for_whom_they_were_made": "seeker_id = NULL, submission_id = NULL, position_id = NULL",
    "referral_steps_lead_somewhere_else": "from_state = 'sent', to_state = 'sent'",
    "spells_have_a_contract_that_covers_the_start": "started_on = '2026-01-02', contract_until = '2026-01-01'",
    "spells_pay_something": "wage_fen = 0",
    "spells_end_no_earlier_than_they_start": "contract_until = NULL, ended_on = '1999-01-01'",
    "spells_have_an_official_form": "form = 8",
    "person_months_end_no_earlier_than_they_start": "last_on = '1999-01-01'",
    "person_months_are_written_year_and_month": "month = '2026-1'",
    "data_requests_are_due_after_they_came": "due_on = '1999-01-01'",
    "data_requests_are_closed_by_somebody": "closed_by = NULL",
    "data_requests_are_closed_with_an_outcome": "outcome = NULL",
    "erasures_are_decided_by_a_person_where_asked": "ground = 'asked', erased_by = NULL",
    "retention_warnings_are_answered_by_somebody": "kept_by = NULL",
    "retention_warnings_are_answered_with_a_reason": "keep_reason = NULL",
    "person_situations_are_undone_by_somebody": "undone_by = recorded_by, undone_at = NULL",
    "person_situations_are_settled_by_somebody": "settled_by = NULL",
    "person_situations_are_settled_with_an_outcome": "outcome = NULL",
    "person_situations_that_are_settled_are_not_undone": "undone_by = recorded_by, undone_at = recorded_at",
    "person_situations_that_ask_nothing_stay_open": "kind = 'at_home', outcome = 'unchanged'",
    "person_situations_cancel_a_card_for_a_death_alone": "kind = 'moved', outcome = 'cancelled'",
    "person_situations_hand_a_card_over_for_a_move_alone": "kind = 'died', outcome = 'moved_out'",
    "update_rounds_are_due_after_they_begin": "due_on = '1999-01-01'",
    "update_rounds_are_closed_by_somebody": "closed_by = begun_by, closed_at = NULL",
    "update_round_entries_that_are_done_say_when": "state = 'open', answer = NULL",
    "update_round_entries_that_are_done_say_by_whom": "done_by = NULL",
    "update_round_entries_have_an_answer_once_they_are_answered": "state = 'refused', answer = 'away'",
    "consent_papers_show_something": "width = 0",
    "merges_join_two_people": "gone_id = kept_id",
    "merges_are_undone_by_somebody": "undone_by = merged_by",
    "merges_are_undone_after_they_were_made": "undone_by = merged_by, undone_at = '1999-01-01 00:00:00.000000'",
    "merge_contests_are_decided_by_somebody": "decided_by = NULL",
    "merge_contests_are_decided_at_some_time": "decided_at = NULL",
}


# In which row a CHECK is broken, where not every row would break that rule alone.
SUCH = {
    "tasks_done_by_somebody_are_done": "made_by IS NOT NULL",
    "month_contests": "decided_at IS NOT NULL",
    "person_situations": "settled_at IS NOT NULL",
    "person_relations": "kind <> 'guardian'",
    "person_relations_have_a_known_capacity": "kind = 'guardian'",
    "update_round_entries": "state = 'answered' AND answer IS NOT NULL",
}

_CLAIM, _CONTEST = (f"(SELECT %s FROM {table} WHERE id = '{0:031d}%s')" for table in ("month_claims", "month_contests"))
_UNDECIDED = "kept_claim_id = NULL, ground = NULL, note = NULL, decided_by = NULL, decided_at = NULL"

# What breaks a unique rule and no other, where two rows that are alike would break several.
BREAKS_UNIQUE = {
    "a_person_month_is_credited_once": f"UPDATE month_claims SET state = 'accepted' WHERE id = '{1:032d}'",
    "an_employer_claims_a_person_month_once": (
        f"UPDATE month_claims SET employer_id = {_CLAIM % ('employer_id', 0)} WHERE id = '{1:032d}'"
    ),
    "a_person_month_is_contested_once_at_a_time": (
        f"UPDATE month_contests SET {_UNDECIDED}, person_id = {_CONTEST % ('person_id', 2)},"
        f" later_claim_id = {_CONTEST % ('later_claim_id', 2)} WHERE id = '{0:032d}'"
    ),
}
