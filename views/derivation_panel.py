def derivation_panel(net, selection):
    pass
