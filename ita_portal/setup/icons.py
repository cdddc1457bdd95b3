"""The icons of the portal: names of bootstrap-icons, all that the sprite holds."""

NAMES = """
    alarm-fill arrow-clockwise arrow-down arrow-repeat arrow-right arrow-up bar-chart bell
    box-arrow-in-right box-arrow-right building calendar2-check chat-left-text-fill check-circle
    check-circle-fill check-lg check2 chevron-down chevron-expand chevron-left chevron-right
    chevron-up circle circle-half clipboard-check clipboard-plus clock-history cloud-arrow-up
    code-slash copy dash-circle-fill download exclamation-circle-fill exclamation-triangle
    exclamation-triangle-fill eye eye-slash file-earmark-arrow-up file-earmark-excel
    file-earmark-pdf file-earmark-text file-earmark-word file-earmark-zip files filetype-csv
    filetype-json filetype-xlsx globe2 grip-vertical hourglass-split image images inbox
    layout-three-columns link-45deg list list-ol lock patch-check patch-check-fill pencil-fill
    people people-fill person person-circle person-plus person-plus-fill plus-lg reply reply-fill
    rss search shield-check sliders table text-left tools trash3 unlock-fill wifi-off
    x-circle-fill x-lg x-octagon-fill
""".split()  # noqa: SIM905 -- a list would be 83 lines long
