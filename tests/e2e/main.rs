//! Every story, against one server started once: most of them at the same time, then one by one those that harm the
//! requests beside them, at last what reads the server's log.

mod access;
mod account;
mod accounts;
mod announcements;
mod ateliers;
mod counter;
mod counters;
mod crowd;
mod database;
mod decisions;
mod desk;
mod documents;
mod dossiers;
mod dossiers_erasing;
mod dossiers_fetch;
mod dossiers_log;
mod dossiers_look;
mod dossiers_moves;
mod dossiers_new;
mod dossiers_page;
mod drafts;
mod erasing;
mod export;
mod export_file;
mod feedback;
mod file;
mod forgotten;
mod front;
mod headcount;
mod help;
mod history;
mod holders;
mod import;
mod input;
mod journal;
mod journey;
mod languages;
mod ledger;
mod letter;
mod links;
mod list;
mod local_days;
mod lockout;
mod log;
mod look;
mod members;
mod migrations;
mod models;
mod morning;
mod morning_in_haste;
mod notifications;
mod outbox;
mod own_places;
mod places;
mod places_export;
mod places_import;
mod places_map;
mod platform;
mod platform_structures;
mod portal;
mod radiations;
mod recall;
mod requests;
mod rights;
mod search;
mod second_factor;
mod second_factor_gate;
mod second_factor_required;
mod services;
mod services_import;
mod settings;
mod several;
mod statistics;
mod time_of_requests;
mod together;
mod treating;
mod treating_limits;
mod treating_links;
mod undoing;
mod undoing_in_d1;

use std::{path::PathBuf, process::ExitCode};

use escale_tests::{chrome, server};
use libtest_mimic::{Arguments, Conclusion, Trial, run};

/// A story and its name.
type Story = (&'static str, fn());

/// Names a list of stories, each by its path.
macro_rules! stories {
    ($($(#[$doc:meta])* $list:ident: $($module:ident :: $story:ident)*;)*) => {$(
        $(#[$doc])*
        const $list: &[Story] = &[$((concat!(stringify!($module), "::", stringify!($story)), $module::$story)),*];
    )*};
}

stories! {
    /// Told at the same time.
    TOGETHER:
        journey::monsieur_test_reads_his_mail
        journey::on_a_phone_without_scripts
        access::only_three_roles_edit_it
        access::credentials_are_shown_once
        access::two_people_at_once_issue_one_letter
        access::closing_ends_live_sessions
        access::a_reset_kills_password_and_sessions
        access::closed_by_the_structure_is_closed_for_all
        access::what_a_colleague_has_closed_stays_closed
        languages::in_arabic_from_the_door_to_the_page
        languages::arabic_has_six_plurals
        languages::a_choice_is_remembered
        languages::a_browser_is_offered_its_language
        languages::french_made_easy_has_drawings
        languages::every_language_fits_the_smallest_phone
        languages::the_letter_has_a_page_in_ukrainian
        letter::opens_in_libreoffice
        letter::each_of_ours_opens_in_libreoffice
        links::every_one_keeps_its_address_to_itself
        links::an_older_browser_sends_the_form_of_a_link
        links::a_browser_asks_for_nothing_with_the_token
        portal::unknown_and_wrong_are_the_same
        portal::identifier_is_read_as_typed
        portal::temporary_password_expires
        portal::rules_of_the_new_password
        portal::no_session_before_the_choice
        portal::giving_up_the_choice
        portal::sessions_end_when_idle_and_when_old
        portal::signing_out_shows_nothing_on_back
        portal::changing_one_s_password
        portal::signing_in_again_ends_the_session_before
        portal::home_of_someone_refused_says_why
        portal::home_takes_one_trip
        portal::a_temporary_password_is_read_in_groups
        portal::whoever_is_signed_in_is_never_told_they_left
        portal::a_visit_is_counted_only_if_the_structure_wants
        lockout::five_failures_then_a_wait
        lockout::a_known_browser_is_not_locked_out
        lockout::a_staff_reset_unlocks
        lockout::unknown_accounts_lock_the_same
        lockout::a_staff_reset_unlocks_the_person_s_own_phone_too
        lockout::a_planted_cookie_is_never_taken_up
        lockout::a_shared_computer_is_not_known
        desk::mail_comes_in_and_goes_out
        desk::the_same_form_twice_is_one_line
        desk::never_more_than_waits
        desk::a_form_that_has_served_is_told_so
        desk::what_remains_waits_since_its_own_day
        desk::two_people_at_once_lose_nothing
        desk::the_list_shows_only_one_s_own
        list::tabs_show_and_count_their_own
        list::filters_keep_who_they_say
        list::pages_follow_each_other_in_every_order
        list::a_page_whose_edge_is_gone_is_the_first
        list::ticked_people_are_led_on
        list::nothing_to_show_is_said
        list::what_one_may_not_do_is_not_offered
        list::costs_what_it_shows
        list::is_light
        recall::those_not_seen_are_listed_oldest_first
        recall::pages_by_fifty
        file::a_new_file_is_made_without_scripts
        file::what_is_wrong_is_told_and_nothing_is_lost
        file::the_same_person_twice_is_asked_about
        file::the_same_form_twice_makes_one_file
        file::errors_of_staff_lead_where_they_may_go
        together::many_at_once_get_each_their_number
        together::two_people_edit_the_same_file
        together::of_many_who_save_at_once_one_wins
        holders::five_procurations_and_no_more
        holders::a_form_that_says_something_else_is_not_told_as_kept
        holders::one_transfer_at_a_time
        holders::notes_are_pinned_and_deleted
        history::the_history_tells_everything_page_after_page
        history::the_history_only_grows
        erasing::a_file_is_erased_whole
        erasing::what_waits_or_runs_is_not_erased
        erasing::the_base_lets_nothing_else_go
        erasing::the_night_erases_what_is_long_past
        settings::the_portal_says_where_to_go_and_whether_it_is_open
        settings::a_structure_operatrice_has_its_own_menu
        settings::a_structure_that_holds_dossiers_goes_on_showing_them
        settings::an_administrateur_keeps_the_hours_up_to_date
        settings::two_who_save_at_once_lose_nothing
        settings::closures_of_others_are_out_of_reach
        counter::of_fifty_who_hand_over_the_same_letters_one_does
        counter::the_same_key_twice_writes_once
        counter::the_same_key_for_something_else_is_not_told_as_written
        counter::who_takes_it_decides_whether_it_is_a_visit
        counter::older_lines_follow
        undoing::of_twenty_who_undo_the_same_line_one_does
        undoing::a_mistake_stays_in_sight
        undoing::nobody_undoes_what_is_not_theirs_to_undo
        ledger::agrees_with_a_simple_model
        ledger::a_wrong_count_is_seen
        undoing_in_d1::an_older_worker_undoes_as_well
        undoing_in_d1::a_copy_that_lies_is_refused
        undoing_in_d1::an_undoing_costs_little
        morning::a_hundred_letters_by_the_keyboard
        morning::the_network_drops_and_nothing_is_lost_nor_doubled
        morning::arrows_choose_another_person
        morning::it_all_goes_by_forms_without_scripts
        morning_in_haste::what_is_typed_on_never_takes_somebody_else
        morning_in_haste::a_key_pressed_too_long_or_too_early_records_nothing
        morning_in_haste::only_an_answer_that_names_the_reception_counts
        morning_in_haste::what_is_refused_stays_on_the_page
        morning_in_haste::leaving_during_an_undo_is_asked_first
        front::security_headers_are_everywhere
        front::personal_pages_are_not_kept
        front::fingerprinted_assets_are_kept
        front::other_sites_change_nothing
        front::older_browsers_are_known_by_their_origin
        front::cookies_are_closed
        front::wrong_methods_say_which_are_right
        front::methods_we_do_not_know_are_refused
        front::a_last_slash_leads_to_the_page
        front::unknown_pages_are_404_with_ways_out
        input::bad_input_is_refused_and_writes_nothing
        look::first_visits_are_light
        look::pages_are_accessible
        look::pages_fit_a_small_phone
        look::nothing_is_kept_by_scripts
        platform::a_request_id_cannot_be_forged
        platform::the_nightly_work_sweeps
        platform::too_many_sign_ins_from_one_place_wait
        rights::every_route_for_everyone
        database::no_statement_scans_or_sorts
        database::a_scan_is_seen
        database::every_column_is_in_the_register
        migrations::from_the_previous_state_with_data
        decisions::from_the_request_to_the_end
        decisions::only_those_who_may_decide
        decisions::of_two_who_decide_one_does
        decisions::a_form_sent_again_changes_nothing_more
        decisions::a_radiation_sent_again_is_told_as_done
        decisions::days_and_motives_are_checked
        decisions::a_structure_refuses_for_its_own_motives
        decisions::a_refused_renewal_leaves_the_address_until_its_end
        search::a_search_finds_by_anything_one_is_told
        search::enter_opens_the_only_one_found
        search::results_follow_what_is_typed
        search::a_search_without_network_is_told_and_loses_nothing
        search::a_search_without_scripts
        radiations::several_at_once_and_nobody_twice
        radiations::letters_open_in_libreoffice
        documents::an_instructeur_puts_one_there_with_a_browser
        documents::three_kinds_are_saved_as_they_came
        documents::what_cannot_be_kept_is_told_why
        documents::the_same_form_twice_is_one_document
        documents::the_portal_shows_only_what_is_shared
        documents::deleting_really_deletes
        documents::what_r2_did_not_delete_goes_at_night
        ateliers::a_dossier_is_written_without_scripts
        ateliers::what_is_left_agrees_with_a_simple_model
        ateliers::two_at_once_lose_nothing
        dossiers_page::two_windows_on_who_they_are
        dossiers_page::notes_and_workshops_follow_and_links_do_not
        dossiers_page::a_note_is_taken_back_by_whoever_wrote_it
        ateliers::the_card_says_where_to_come
        dossiers_page::a_link_needs_a_right_and_one_s_own_things
        dossiers_erasing::an_archived_dossier_is_read_only_and_is_erased
        dossiers_erasing::two_years_after_it_was_archived_a_dossier_goes
        accounts::they_are_listed_by_what_became_of_them
        accounts::the_kept_counts_are_those_of_the_rows
        accounts::pages_follow_each_other_and_lose_nobody
        accounts::sign_ins_are_on_the_file
        models::an_administrateur_keeps_one_with_a_browser
        models::each_letter_is_made_of_its_model
        models::the_access_letter_shows_its_password_once
        models::what_word_people_write_survives
        models::what_cannot_be_a_model_is_told_why
        models::two_at_once_lose_nothing
        models::deleting_really_deletes
        models::letters_for_several_are_for_those_they_are_meant_for
        several::each_gets_a_letter_on_a_page_of_its_own
        several::a_resend_issues_no_second_letter
        several::two_colleagues_at_once_issue_one_letter_each_time
        import::mistakes_are_told_cell_by_cell
        import::hundreds_of_people_come_at_once
        import::the_same_file_twice_adds_nobody
        import::a_crash_between_two_parts_shows_nobody_then_goes_on
        import::one_whose_message_never_left_is_woken_by_the_cron
        import::one_that_cannot_be_done_is_taken_away
        import::what_has_changed_since_is_not_written_over
        import::what_is_no_list_is_told_why
        import::twenty_thousand_lines_go_in
        several::nobody_is_given_one_who_may_not_have_it
        several::twenty_five_fit_in_one_answer
        several::the_button_works_once
        notifications::many_letters_are_one_message_in_one_s_own_language
        notifications::one_link_stops_them_and_the_portal_begins_again
        notifications::what_waits_to_be_sent_is_taken_back
        notifications::three_failures_then_it_goes
        notifications::a_breakdown_neither_loses_nor_doubles
        notifications::who_must_not_be_written_to_is_not
        notifications::sms_are_bounded_and_a_refused_number_is_left_alone
        notifications::settings_are_checked_and_two_who_save_are_told
        outbox::a_stop_before_the_queue_loses_nothing
        outbox::whoever_dies_while_sending_is_replaced
        outbox::three_failures_then_it_goes
        outbox::the_same_message_many_times_sends_one
        outbox::what_is_refused_stays_in_sight_of_the_operateur
        outbox::an_operateur_tries_it_out
        forgotten::a_new_password_by_the_link
        forgotten::whether_an_address_exists_is_not_told
        forgotten::opening_a_link_changes_nothing_and_it_serves_once
        forgotten::a_link_ends
        second_factor::someone_turns_it_on_and_signs_in_with_it
        second_factor::a_code_serves_once
        second_factor::of_two_who_give_the_same_code_one_comes_in
        second_factor::tries_are_limited_and_a_live_session_goes_on
        second_factor::a_ticket_is_for_its_own_account_and_serves_once
        second_factor::a_recovery_code_serves_once_and_is_told
        second_factor::of_two_who_turn_it_on_at_once_one_does
        second_factor::a_forgotten_password_does_not_go_round_it
        second_factor::nothing_in_the_database_is_the_secret
        second_factor::it_is_taken_away_by_whoever_runs_the_structure
        second_factor_gate::a_sensitive_page_asks_for_a_code_and_leads_back
        second_factor_gate::whoever_has_none_is_told_how_to_turn_it_on
        second_factor_gate::nobody_is_led_to_another_site
        second_factor_gate::another_telephone_and_new_codes
        second_factor_gate::it_is_turned_off_where_the_role_allows
        second_factor_required::an_administrateur_turns_it_on_before_coming_in
        second_factor_required::nobody_of_those_roles_comes_in_without
        second_factor_required::a_secret_passes_under_the_newest_key
        second_factor_required::an_operateur_has_an_account_and_helps_the_last_administrateur
        members::an_administrateur_invites_a_colleague
        members::an_invitation_is_sent_again_and_taken_back
        members::the_same_form_twice_invites_once
        members::whoever_is_removed_leaves_no_invitation_behind
        members::an_invitation_ends_after_seven_days
        members::one_that_nobody_answers_is_forgotten
        members::mistakes_are_told_and_nobody_is_invited
        members::a_change_ends_sessions_and_is_written_down
        members::the_last_administrateur_stays
        members::of_two_who_lower_each_other_one_does
        members::a_removed_person_may_be_invited_again
        members::the_audit_log_only_grows
        account::one_s_name_and_function
        account::a_new_password_ends_other_sessions
        account::a_new_address_is_confirmed_from_it
        account::a_change_ends_what_was_sent_before
        account::signing_out_everywhere
        platform_structures::an_operateur_creates_one_and_its_administrateur_comes
        platform_structures::each_of_hundreds_can_be_reached
        platform_structures::a_suspended_one_has_nobody_left
        platform_structures::the_same_form_twice_creates_one
        places::one_is_found_by_words_place_and_filters
        places::the_nearest_comes_first
        places::one_looks_around_oneself
        places::what_is_around_goes_out_as_files
        places::anyone_reads_one_and_knows_when_it_opens
        places::search_engines_are_told_of_them
        places::a_structure_s_state_is_that_of_its_places
        places_map::a_map_is_drawn_when_one_asks
        places_map::the_map_is_moved_by_keyboard
        places_map::a_search_is_shown_on_the_map_place_by_place
        places_map::where_no_map_can_be_drawn_the_list_stays
        places_map::the_counts_are_those_of_a_recount
        places_map::a_part_of_the_map_is_light_and_reads_what_it_shows
        places_map::only_parts_of_the_map_are_answered
        services::one_is_written_published_and_withdrawn
        services::one_is_found_by_words_place_theme_and_public
        services::two_who_change_one_at_once_lose_nothing
        services::bad_input_is_told_and_nothing_is_written
        services::whatever_is_written_is_only_read
        services::a_suspended_structure_offers_nothing
        services::a_structure_keeps_two_hundred_services
        services::the_mean_delay_is_told_after_three_answers
        services::a_search_reads_places_as_they_are_typed
        services::a_professional_comes_back_after_signing_in
        services::an_imported_service_says_its_conditions
        services::a_draft_is_deleted_and_no_longer_counted
        services::a_person_s_request_is_erased_when_they_ask
        services::search_engines_are_told
        services::a_search_reads_what_it_shows
        places_import::a_file_becomes_places
        places_import::what_cannot_be_read_is_told
        places_import::many_go_in_and_a_stop_resumes
        places_import::a_place_that_a_structure_keeps_is_left_alone
        places_import::what_a_file_no_longer_holds_goes_when_asked
        places_export::an_export_passes_the_rules_of_the_standard
        places_export::importing_an_export_changes_nothing
        own_places::one_is_written_changed_and_withdrawn
        own_places::two_who_change_one_at_once_lose_nothing
        own_places::a_form_sent_twice_is_one_place
        own_places::whose_it_is_not_sees_nothing
        services_import::two_files_become_services
        services_import::what_cannot_be_read_is_told
        services_import::many_go_in_by_the_queue
        services_import::a_refused_line_withdraws_nothing
        services_import::one_that_is_taken_out_stays_out
        announcements::they_are_shown_on_their_own_local_days
        announcements::an_administrateur_writes_changes_and_deletes_one
        announcements::two_who_change_one_at_once_lose_nothing
        announcements::mistakes_are_told_and_nothing_is_written
        counters::counters_agree_with_a_recount
        counters::every_decision_is_counted_by_its_motive
        headcount::people_are_counted_as_their_files_change
        headcount::nobody_is_counted_before_they_are_seen
        counters::a_wrong_counter_is_seen
        local_days::a_day_is_the_structure_s_own
        local_days::a_change_of_zone_moves_nothing
        export::the_list_comes_back_by_an_import
        export::what_goes_out_is_what_the_list_shows
        export::an_empty_list_is_said
        export::only_two_roles_export
        export_file::the_whole_file_of_a_person_goes_out
        export_file::a_document_that_is_gone_is_said
        export_file::many_documents_go_out_one_by_one
        export_file::nobody_exports_another_structure_s_file
        journal::who_opened_a_file_is_told_once_a_day
        journal::what_changed_and_what_went_out_is_told
        journal::pages_follow_each_other
        journal::all_about_one_file
        journal::only_an_administrateur_reads_it
        journal::consultations_go_after_a_year_and_with_the_file
        journal::the_workbook_of_the_log_is_written_down
        statistics::the_page_says_what_happened
        statistics::a_past_period_says_who_was_there
        statistics::a_new_structure_has_nothing_to_count
        statistics::a_period_that_can_t_be_is_refused_in_words
        statistics::the_workbook_says_the_same
        statistics::costs_the_days_it_shows_and_not_the_ledger
        drafts::one_is_sent_without_scripts
        drafts::what_is_typed_while_a_file_goes_up_stays
        drafts::an_answer_that_is_lost_is_no_other_window
        drafts::a_window_that_comes_after_the_sending_loses_no_word
        drafts::a_form_that_has_joined_one_file_joins_no_other
        drafts::a_right_that_is_gone_sends_nothing
        drafts::whoever_sent_it_and_accompanies_is_told_of_the_end
        requests::one_is_sent_with_a_browser
        requests::a_reload_or_a_lost_network_keeps_the_draft
        requests::two_windows_lose_nothing
        requests::a_closed_or_changed_service_is_told
        requests::the_same_person_twice_is_asked_about
        requests::every_mistake_is_told_and_nothing_is_sent
        requests::what_people_type_goes_through_and_does_nothing
        requests::what_cannot_be_joined_is_told_why
        requests::many_clicks_send_one
        requests::only_the_two_structures_see_it
        requests::one_is_taken_back
        requests::of_those_who_answer_and_take_back_one_wins
        requests::a_document_more_is_told_with_a_fresh_link
        requests::the_lists_are_read_page_after_page
        requests::one_is_found_by_names_in_any_order
        requests::a_draft_is_forgotten_after_seven_days
        requests::the_lists_cost_what_they_show
        dossiers::a_beneficiary_goes_through_the_tabs
        dossiers::without_scripts_too
        dossiers::by_the_keyboard_alone
        dossiers::of_fifty_who_move_one_does
        dossiers::an_old_page_moves_nothing
        dossiers::undone_within_ten_seconds_and_by_nobody_else
        dossiers_new::numbers_are_given_once
        dossiers::a_structure_that_runs_no_workshops_is_told_so
        dossiers::nobody_else_reaches_a_dossier
        dossiers::the_board_costs_what_it_shows
        dossiers_moves::sent_on_to_a_place_and_told
        dossiers_moves::what_is_undone_is_told_to_nobody
        dossiers_moves::a_place_is_chosen_on_the_public_map
        dossiers_fetch::fetched_back_by_name_and_number
        dossiers_fetch::one_message_whatever_is_wrong_and_five_tries
        dossiers_fetch::of_many_tries_at_once_five_are_let_through
        dossiers_fetch::a_form_fetches_what_it_names
        dossiers_fetch::of_many_who_fetch_none_is_told_that_the_name_is_wrong
        dossiers_new::a_number_held_elsewhere_is_a_try
        dossiers_log::the_log_replays_to_the_present_state
        treating::a_service_without_account_accepts
        treating::a_service_refuses_with_and_without_scripts
        treating::a_service_writes_and_copies_are_letters_of_their_own
        treating::of_fifty_who_answer_one_does
        treating::the_same_form_twice_answers_once
        treating_links::a_scanner_that_opens_everything_changes_nothing
        treating_links::a_link_is_of_no_use_elsewhere_or_later
        treating_links::a_new_link_goes_to_the_address_on_file_every_ten_minutes
        treating_links::what_is_over_says_what_became_of_it
        treating_limits::a_form_sent_again_with_other_words_loses_none_and_forges_none
        treating_limits::an_untouched_proposal_never_goes_out_under_other_motives
        treating_limits::an_old_link_neither_floods_nor_silences_the_service
        treating_limits::once_refused_nobody_reads_the_person_any_more
        treating_limits::errors_behind_a_link_lead_back_to_the_request
        treating_limits::a_new_link_ends_the_older_ones_and_so_does_taking_it_back
        treating_limits::an_answer_stops_the_reminder_that_waits
        treating_limits::whoever_has_left_is_written_to_at_their_structure
        treating_limits::sweeps_and_an_answer_at_once_take_one_step
        treating::messages_are_plain_text_of_a_thousand_characters
        treating::the_receiving_structure_answers_too_and_no_other
        time_of_requests::a_stop_and_a_failing_transport_lose_and_double_nothing
        time_of_requests::two_reminders_then_the_end
        time_of_requests::files_go_at_once_or_six_months_later
        time_of_requests::after_two_years_no_name_is_left
        time_of_requests::whatever_stops_in_between_is_gone_on_with
        time_of_requests::a_draft_and_its_documents_go_after_a_week
        feedback::a_reader_says_no_and_an_operateur_sees_why
        feedback::so_many_answers_a_day_from_one_place
        feedback::of_many_at_once_from_one_place_so_many_are_kept
        feedback::what_is_no_answer_is_refused_and_writes_nothing
        feedback::other_sites_say_nothing
        feedback::it_sets_no_cookie_and_leads_nowhere_else
        feedback::only_an_operateur_reads_treats_and_erases
        feedback::comments_follow_each_other_and_lose_none
        help::every_page_is_valid_html
        help::no_page_asks_anything_of_others
        help::an_article_is_light_and_leaves_nothing_behind
        help::axe_has_nothing_to_say
        help::nothing_is_wider_than_the_window
        help::printed_and_in_the_dark_it_is_all_there
        help::without_scripts_the_plan_serves
        help::found_by_keyboard_alone
        help::nothing_found_and_nothing_to_find_with_are_said
    ;

    /// Those that panic: the requests in flight die with the one that does, so that nothing may run beside them; one that
    /// keeps time busy; and what judges pages as if nobody else used the machine.
    ALONE:
        help::lighthouse_has_nothing_to_say
        time_of_requests::thousands_at_once_go_on_tick_after_tick
        platform::a_panic_is_a_page_and_the_next_request_works
        feedback::so_many_answers_a_day_from_all
        feedback::the_night_forgets_what_is_old_and_where_it_came_from
    ;

    /// Told last: they read the server's log.
    LAST:
        log::every_line_of_ours_is_one_object_of_known_keys
        log::no_secret_and_no_name_is_in_it
        log::a_secret_in_it_would_be_found
    ;
}

fn trials(stories: &[Story]) -> Vec<Trial> {
    let trial = |&(name, story): &Story| {
        Trial::test(name, move || {
            story();
            Ok(())
        })
    };
    stories.iter().map(trial).collect()
}

fn main() -> ExitCode {
    server::DEMO
        .set(PathBuf::from(env!("CARGO_BIN_EXE_demo")))
        .expect("set once");
    let arguments = Arguments::from_args();
    let one_by_one = Arguments {
        test_threads: Some(1),
        ..arguments.clone()
    };
    let mut told = vec![
        run(&arguments, trials(TOGETHER)),
        run(&one_by_one, trials(ALONE)),
    ];
    if !server::started().is_empty() {
        told.push(run(&arguments, trials(LAST)));
    }
    let failed = told.iter().any(Conclusion::has_failed);
    chrome::stop();
    for server in server::started() {
        let log = server.stop();
        if failed {
            eprintln!("The end of the server's log:\n{}", tail(&log, 40));
        }
    }
    ExitCode::from(if failed { 101 } else { 0 })
}

fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}
